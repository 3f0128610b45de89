package io.throughline.web.gates;

import org.jspecify.annotations.Nullable;

/** What a version is called where there is little room. */
final class Versions {
  private static final int COMMIT = 8;
  private static final int DIGEST = 12;
  private static final String SHA256 = "sha256:";

  private Versions() {}

  /** The beginning of a commit; empty when it is not known. */
  static String commit(@Nullable String sha) {
    return sha == null ? "" : beginning(sha, COMMIT);
  }

  /** The beginning of a digest, else the name as it is; empty when it is not known. */
  static String image(@Nullable String image) {
    if (image == null) {
      return "";
    }
    return image.startsWith(SHA256)
        ? SHA256 + beginning(image.substring(SHA256.length()), DIGEST)
        : image;
  }

  /** The beginning of a digest without a prefix; empty when it is not known. */
  static String digest(@Nullable String digest) {
    return digest == null ? "" : beginning(digest, DIGEST);
  }

  private static String beginning(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
