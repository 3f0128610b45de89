package io.throughline.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a scanner says that it scanned.
 *
 * @param name null when nothing is named
 * @param digest {@code sha256:…} of an image; null when none is named
 */
public record Artefact(@Nullable String name, @Nullable String digest) {
  /** When nothing is told. */
  public static final Artefact NONE = new Artefact(null, null);

  private static final Pattern DIGEST = Pattern.compile("(?:^|@)(sha256:[0-9a-f]{64})$");

  /** An address may be written with who may read it. */
  private static final Pattern USER = Pattern.compile("://[^/@\\s]{0,1000}@");

  /**
   * What a text names.
   *
   * @param text an image with or without its digest, a repository, an address; may be empty
   */
  public static Artefact of(String text) {
    String plain = USER.matcher(text.strip()).replaceAll("://");
    Matcher digest = DIGEST.matcher(plain);
    return new Artefact(plain.isEmpty() ? null : plain, digest.find() ? digest.group(1) : null);
  }

  /** This one, with what it does not tell taken from another. */
  public Artefact or(Artefact other) {
    return new Artefact(name == null ? other.name : name, digest == null ? other.digest : digest);
  }

  /** Of this only the digest. */
  public Artefact unnamed() {
    return new Artefact(null, digest);
  }
}
