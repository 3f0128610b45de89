package io.throughline.ingest.collect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The key of a page whose feed gives none. */
final class DeliveryKeys {
  private DeliveryKeys() {}

  /**
   * By content and not by when it was taken: a page that is read twice is stored once. Right for
   * bodies that carry their own version; see {@link io.throughline.source.FeedRun#store}.
   */
  static String byContent(String kind, Map<String, String> context, byte[] body) {
    Map<String, String> lasting = new TreeMap<>(context);
    lasting.remove("taken_at");
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((kind + '\n' + lasting + '\n').getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
