package io.throughline.source.pagerduty;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.throughline.source.Admission;
import io.throughline.source.Sha256;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.WholeJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Judges PagerDuty's webhooks by their raw bytes: the header lists the HMAC of the body as hex
 * digits, one for each secret that is valid at the sender. The key is the secret as it is written.
 * The request has no time stamp of its own: what makes a repeat harmless is the id of the event,
 * and facts are told by when things happened.
 */
final class PagerDutyAdmission {
  private static final String SIGNATURE = "x-pagerduty-signature";
  private static final String VERSION = "v1=";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAX_HEADER = 4096;
  private static final int MAX_SIGNATURES = 16;
  private static final int MAX_FIELD = 200;

  private PagerDutyAdmission() {}

  static Admission admit(Webhook webhook, WebhookSecrets secrets) {
    List<String> known = secrets.secrets().stream().filter(s -> !s.isBlank()).toList();
    if (known.isEmpty()) {
      return new Admission.Refused(
          "no webhook secret is configured for this source: set hooks.token in throughline.yaml,"
              + " then start again");
    }
    String header = webhook.header(SIGNATURE);
    if (header == null || header.isBlank()) {
      return new Admission.Refused(
          "the request carries no signature: it must come from a Generic Webhook (v3) of PagerDuty,"
              + " older ones are not signed");
    }
    return isSigned(signatures(header), webhook.body(), known)
        ? new Admission.Accepted("event", deliveryKey(webhook.body()), Map.of(), false)
        : new Admission.Refused(
            "the signature does not match: check that the secret is the one that PagerDuty showed"
                + " when this webhook was made, and that no proxy rewrites the body");
  }

  /** The {@code v1} entries; entries of versions that are not known are passed over. */
  private static List<byte[]> signatures(String header) {
    List<byte[]> found = new ArrayList<>();
    String[] entries = header.length() > MAX_HEADER ? new String[0] : header.split(",");
    for (String entry : entries) {
      String one = entry.strip();
      if (found.size() < MAX_SIGNATURES && one.matches("v1=[0-9a-fA-F]{64}")) {
        found.add(HexFormat.of().parseHex(one.substring(VERSION.length())));
      }
    }
    return found;
  }

  /** Every pair is compared. */
  private static boolean isSigned(List<byte[]> given, byte[] body, List<String> secrets) {
    boolean match = false;
    for (String secret : secrets) {
      byte[] expected = sign(secret, body);
      for (byte[] signature : given) {
        match |= MessageDigest.isEqual(expected, signature);
      }
    }
    return match;
  }

  private static byte[] sign(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** The id of the event; what has none, or cannot be read, is told apart by its bytes. */
  private static String deliveryKey(byte[] body) {
    String id;
    try (JsonParser parser = WholeJson.FACTORY.createParser(body)) {
      id = parser.nextToken() == JsonToken.START_OBJECT ? eventId(parser) : null;
    } catch (IOException e) {
      // No JSON is a matter of the mapper, which says what is wrong with it.
      return Sha256.hex(body);
    }
    return id == null
        ? Sha256.hex(body)
        : Sha256.hex(("event\n" + id).getBytes(StandardCharsets.UTF_8));
  }

  /** The text {@code id} of the object {@code event}, or null. */
  private static @Nullable String eventId(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean event = parser.currentName().equals("event");
      if (parser.nextToken() != JsonToken.START_OBJECT || !event) {
        parser.skipChildren();
        continue;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean id = parser.currentName().equals("id");
        JsonToken value = parser.nextToken();
        if (id && value == JsonToken.VALUE_STRING) {
          String text = parser.getText();
          return text.isBlank() || text.length() > MAX_FIELD ? null : text;
        }
        parser.skipChildren();
      }
      return null;
    }
    return null;
  }
}
