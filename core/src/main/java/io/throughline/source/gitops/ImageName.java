package io.throughline.source.gitops;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reference to an image as a container names it.
 *
 * @param name registry and repository, without tag and digest
 * @param version tag, {@code @} and digest, as far as it has them; null when it has neither
 */
record ImageName(String name, @Nullable String version) {
  private static final int LONGEST = 500;
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(?::[0-9]{1,5}/)?[A-Za-z0-9._/-]*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+:@-]{0,254}");

  /** Empty for what is no such reference, as a template that is filled in later. */
  static Optional<ImageName> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    int at = text.indexOf('@');
    String digest = at < 0 ? null : text.substring(at + 1);
    String rest = at < 0 ? text : text.substring(0, at);
    int colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
    String tag = colon < 0 ? null : rest.substring(colon + 1);
    String name = colon < 0 ? rest : rest.substring(0, colon);
    boolean good =
        isName(name) && (tag == null || isVersion(tag)) && (digest == null || isVersion(digest));
    return good ? Optional.of(new ImageName(name, version(tag, digest))) : Optional.empty();
  }

  /** Tag and digest as one text; null when there is neither. */
  static @Nullable String version(@Nullable String tag, @Nullable String digest) {
    if (tag == null) {
      return digest;
    }
    return digest == null ? tag : tag + "@" + digest;
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether it is a tag, digest or version rather than something to be filled in. */
  static boolean isVersion(String text) {
    return WORD.matcher(text).matches();
  }
}
