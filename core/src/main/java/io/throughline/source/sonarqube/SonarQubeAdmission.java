package io.throughline.source.sonarqube;

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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Judges SonarQube's webhooks by their raw bytes: the header carries the HMAC of the body as hex
 * digits. The request has no time stamp. One analysis may come several times, from the webhook of
 * the project and the global one, and again with another time of change when somebody's decision
 * about an issue turns the gate.
 */
final class SonarQubeAdmission {
  private static final String SIGNATURE = "x-sonar-webhook-hmac-sha256";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAX_FIELD = 200;
  private static final Set<String> KEY_FIELDS = Set.of("taskId", "analysedAt", "changedAt");

  private SonarQubeAdmission() {}

  static Admission admit(Webhook webhook, WebhookSecrets secrets) {
    List<String> known = secrets.secrets().stream().filter(s -> !s.isBlank()).toList();
    if (known.isEmpty()) {
      return new Admission.Refused(
          "no webhook secret is configured for this source: set hooks.token in throughline.yaml,"
              + " then start again");
    }
    String signature = webhook.header(SIGNATURE);
    if (signature == null || signature.isBlank()) {
      return new Admission.Refused(
          "the request carries no signature: give the webhook in SonarQube a secret");
    }
    return isSigned(signature, webhook.body(), known)
        ? new Admission.Accepted("analysis", deliveryKey(webhook.body()), Map.of(), false)
        : new Admission.Refused(
            "the signature does not match: check that the secret is the one that was given to this"
                + " webhook in SonarQube, and that no proxy rewrites the body");
  }

  private static boolean isSigned(String signature, byte[] body, List<String> secrets) {
    if (!signature.matches("[0-9a-f]{64}")) {
      return false;
    }
    byte[] given = HexFormat.of().parseHex(signature);
    boolean match = false;
    for (String secret : secrets) {
      match |= MessageDigest.isEqual(sign(secret, body), given);
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

  /**
   * Task, analysis and change; what lacks one of them, or cannot be read, is told apart by its
   * bytes and left to the mapper.
   */
  private static String deliveryKey(byte[] body) {
    Map<String, String> found = new TreeMap<>();
    try (JsonParser parser = WholeJson.FACTORY.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          JsonToken value = parser.nextToken();
          if (KEY_FIELDS.contains(name)
              && value == JsonToken.VALUE_STRING
              && parser.getText().length() <= MAX_FIELD) {
            found.put(name, parser.getText());
          } else {
            parser.skipChildren();
          }
        }
      }
    } catch (IOException e) {
      return Sha256.hex(body);
    }
    return found.keySet().equals(KEY_FIELDS)
        ? Sha256.hex(found.toString().getBytes(StandardCharsets.UTF_8))
        : Sha256.hex(body);
  }
}
