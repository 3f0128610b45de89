package io.throughline.simulator.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The one token that is accepted, sent alone or as a user's password, as Atlassian's systems do.
 */
public final class Credentials {
  private final byte[] token;

  public Credentials(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether somebody is let in.
   *
   * @param header {@code Authorization}
   */
  public boolean allow(@Nullable String header) {
    if (header == null) {
      return false;
    }
    if (header.startsWith("Bearer ")) {
      return right(header.substring(7));
    }
    if (!header.startsWith("Basic ")) {
      return false;
    }
    try {
      String pair =
          new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon > 0 && right(pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return false; // no base64, so nobody we know
    }
  }

  private boolean right(String given) {
    return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
  }
}
