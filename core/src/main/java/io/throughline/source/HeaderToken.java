package io.throughline.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A secret that a sender shows as it is, in a header. */
public final class HeaderToken {
  private static final String BEARER = "Bearer ";

  private HeaderToken() {}

  /** What stands in {@code X-Throughline-Token} or as a bearer; null when there is none. */
  public static @Nullable String of(Webhook webhook) {
    String own = webhook.header("x-throughline-token");
    if (own != null && !own.isEmpty()) {
      return own;
    }
    String bearer = webhook.header("authorization");
    if (bearer == null || !bearer.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    return bearer.substring(BEARER.length()).strip();
  }

  /**
   * Whether it is one of the secrets, in a time that tells nothing of them; a blank one is none.
   */
  public static boolean isOne(String token, WebhookSecrets secrets) {
    boolean match = false;
    for (String secret : secrets.secrets()) {
      match |= !secret.isBlank() & MessageDigest.isEqual(digest(secret), digest(token));
    }
    return match;
  }

  private static byte[] digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
