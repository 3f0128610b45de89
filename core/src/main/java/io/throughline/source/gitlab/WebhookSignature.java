package io.throughline.source.gitlab;

import io.throughline.source.Sha256;
import io.throughline.source.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Standard Webhooks: HMAC-SHA256 over {@code id.timestamp.body} with the bytes of the body as they
 * came. The header lists one signature for each key that is valid at the sender.
 */
final class WebhookSignature {
  private static final int MAX_HEADER = 4096;
  private static final int MAX_SIGNATURES = 16;
  private static final String VERSION = "v1,";
  private static final Pattern ENTRY = Pattern.compile("v[0-9]+[a-z]?,[A-Za-z0-9+/]+={0,2}");

  private WebhookSignature() {}

  /** Whether any of the signatures was made with any of the keys; every pair is compared. */
  static boolean matches(Webhook webhook, List<byte[]> keys) {
    String id = webhook.headers().getOrDefault("webhook-id", "");
    String timestamp = webhook.headers().getOrDefault("webhook-timestamp", "");
    List<byte[]> given = signatures(webhook.headers().getOrDefault("webhook-signature", ""));
    if (id.isEmpty() || !timestamp.matches("[0-9]{1,12}")) {
      return false;
    }
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    boolean match = false;
    for (byte[] key : keys) {
      byte[] expected = sign(key, head, webhook.body());
      for (byte[] signature : given) {
        match |= MessageDigest.isEqual(expected, signature);
      }
    }
    return match;
  }

  /** Whether two texts are equal, in a time that tells neither their content nor their length. */
  static boolean same(String known, String given) {
    return MessageDigest.isEqual(
        Sha256.of(known.getBytes(StandardCharsets.UTF_8)),
        Sha256.of(given.getBytes(StandardCharsets.UTF_8)));
  }

  /** The {@code v1} entries; none at all when anything in the list is malformed. */
  private static List<byte[]> signatures(String header) {
    List<byte[]> found = new ArrayList<>();
    String[] entries = header.length() > MAX_HEADER ? new String[0] : header.split(" ");
    for (String entry : entries) {
      if (!ENTRY.matcher(entry).matches() || found.size() == MAX_SIGNATURES) {
        return List.of();
      }
      if (entry.startsWith(VERSION)) {
        try {
          found.add(Base64.getDecoder().decode(entry.substring(VERSION.length())));
        } catch (IllegalArgumentException e) {
          return List.of();
        }
      }
    }
    return found;
  }

  private static byte[] sign(byte[] key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(head);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
