package io.throughline.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A secret that stands in the address, for senders that can add no header. Others may see it there
 * (proxies, the sender's own pages), so a header is to be preferred where there is one.
 */
public final class QueryToken {
  private static final int LONGEST = 2_000;

  private QueryToken() {}

  /** What stands behind {@code secret=} or {@code token=}; null when neither is there. */
  public static @Nullable String of(Webhook webhook) {
    if (webhook.query().length() > LONGEST) {
      return null;
    }
    for (String part : webhook.query().split("&")) {
      int is = part.indexOf('=');
      String name = is < 0 ? part : part.substring(0, is);
      if (is >= 0 && (name.equals("secret") || name.equals("token"))) {
        return decoded(part.substring(is + 1));
      }
    }
    return null;
  }

  private static @Nullable String decoded(String text) {
    try {
      String token = URLDecoder.decode(text, StandardCharsets.UTF_8);
      return token.isEmpty() ? null : token;
    } catch (IllegalArgumentException e) {
      // A percent sign that encodes nothing: it cannot be told what was meant.
      return null;
    }
  }
}
