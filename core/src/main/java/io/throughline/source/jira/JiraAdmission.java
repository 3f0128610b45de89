package io.throughline.source.jira;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.throughline.source.Admission;
import io.throughline.source.HeaderToken;
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
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Judges Jira's webhooks by their raw bytes. Cloud signs them; Data Center does not, so there the
 * secret itself may come in a header that a proxy or an automation rule adds. A request that is
 * signed is judged by its signature alone.
 */
final class JiraAdmission {
  private static final int MAX_KEY = 200;
  private static final int MAX_EVENT = 100;
  private static final String METHOD = "sha256=";
  private static final String IDENTIFIER = "x-atlassian-webhook-identifier";

  /** Whether the request is genuine, and what is kept of its headers. */
  Admission admit(Webhook webhook, WebhookSecrets secrets) {
    List<String> known = secrets.secrets().stream().filter(s -> !s.isBlank()).toList();
    if (known.isEmpty()) {
      return new Admission.Refused(
          "no webhook secret is configured for this source: set hooks.token in throughline.yaml,"
              + " then start again");
    }
    String signature = webhook.header("x-hub-signature");
    if (signature != null) {
      return isSigned(signature, webhook.body(), known)
          ? accepted(webhook)
          : new Admission.Refused(
              "the signature does not match: check that the secret is the one that was given to"
                  + " this webhook in Jira, and that no proxy rewrites the body");
    }
    String token = HeaderToken.of(webhook);
    if (token == null) {
      return new Admission.Refused(
          "the request carries neither a signature nor a secret: set a secret for the webhook in"
              + " Jira, or let it send the secret in the header X-Throughline-Token");
    }
    return HeaderToken.isOne(token, secrets)
        ? accepted(webhook)
        : new Admission.Refused(
            "the secret does not match: check what is sent in X-Throughline-Token");
  }

  private static boolean isSigned(String signature, byte[] body, List<String> secrets) {
    if (!signature.matches("(?i)sha256=[0-9a-f]{64}")) {
      return false;
    }
    byte[] given = HexFormat.of().parseHex(signature.substring(METHOD.length()));
    boolean match = false;
    for (String secret : secrets) {
      match |= MessageDigest.isEqual(sign(secret, body), given);
    }
    return match;
  }

  private static byte[] sign(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static Admission accepted(Webhook webhook) {
    String id = webhook.header(IDENTIFIER);
    String event = event(webhook.body());
    if (id == null || id.isBlank() || id.length() > MAX_KEY) {
      return new Admission.Accepted(event, Sha256.hex(webhook.body()), Map.of(), false);
    }
    return new Admission.Accepted(event, id, Map.of(IDENTIFIER, id), false);
  }

  /** The event that the body names; a body that cannot be read is the mapper's to refuse. */
  private static String event(byte[] body) {
    String event = "";
    try (JsonParser parser = WholeJson.FACTORY.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME && event.isEmpty()) {
          String name = parser.currentName();
          JsonToken value = parser.nextToken();
          if (name.equals("webhookEvent") && value == JsonToken.VALUE_STRING) {
            event = parser.getText();
          } else {
            parser.skipChildren();
          }
        }
      }
    } catch (IOException e) {
      return "unnamed event";
    }
    String clean = event.replaceAll("\\p{Cntrl}", " ").strip();
    return clean.isEmpty() || clean.length() > MAX_EVENT ? "unnamed event" : clean;
  }
}
