package io.throughline.source.newrelic;

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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges what workflows send. New Relic signs nothing, so a secret stands in a header of its own or
 * as a bearer. Nothing says that a request is a repeat but what it tells: which issue is in which
 * state since when, and what brought it there.
 */
final class NewRelicAdmission {
  private static final int MAX_FIELD = 200;
  private static final Set<String> KEY_FIELDS =
      Set.of("kind", "id", "state", "trigger", "updatedAt");
  private static final Set<String> NEEDED = Set.of("id", "state", "updatedAt");

  private NewRelicAdmission() {}

  static Admission admit(Webhook webhook, WebhookSecrets secrets) {
    if (secrets.secrets().stream().allMatch(String::isBlank)) {
      return new Admission.Refused(
          "no webhook secret is configured for this source: set hooks.token in throughline.yaml,"
              + " then start again");
    }
    String token = HeaderToken.of(webhook);
    if (token == null) {
      return new Admission.Refused(
          "the request carries no secret: give the webhook destination in New Relic the custom"
              + " header X-Throughline-Token, or a bearer token");
    }
    return HeaderToken.isOne(token, secrets)
        ? new Admission.Accepted("issue", deliveryKey(webhook.body()), Map.of(), false)
        : new Admission.Refused(
            "the secret does not match: check the custom header or the bearer token of the webhook"
                + " destination in New Relic");
  }

  /** What lacks one of the fields, or cannot be read, is told apart by its bytes. */
  private static String deliveryKey(byte[] body) {
    Map<String, String> found = new TreeMap<>();
    try (JsonParser parser = WholeJson.FACTORY.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          JsonToken value = parser.nextToken();
          if (KEY_FIELDS.contains(name)
              && (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT)
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
    return found.keySet().containsAll(NEEDED)
        ? Sha256.hex(found.toString().getBytes(StandardCharsets.UTF_8))
        : Sha256.hex(body);
  }
}
