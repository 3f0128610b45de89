package io.throughline.source.freshping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.throughline.source.Admission;
import io.throughline.source.HeaderToken;
import io.throughline.source.QueryToken;
import io.throughline.source.Sha256;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.WholeJson;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Judges what is sent of checks. Freshping signs nothing and sends no header of its own, so its
 * secret stands in the address; what can add a header should.
 */
final class FreshpingAdmission {
  private static final String EVENT = "webhook_event_id";
  private static final Set<String> TIMES = Set.of("at", "alert_date_time", "alertDateTime");

  private final InstantSource clock;

  FreshpingAdmission(InstantSource clock) {
    this.clock = clock;
  }

  Admission admit(Webhook webhook, WebhookSecrets secrets) {
    if (secrets.secrets().stream().allMatch(String::isBlank)) {
      return new Admission.Refused(
          "no webhook secret is configured for this source: set hooks.token in throughline.yaml,"
              + " then start again");
    }
    String header = HeaderToken.of(webhook);
    String token = header == null ? QueryToken.of(webhook) : header;
    if (token == null) {
      return new Admission.Refused(
          "the request carries no secret: write ?secret= and the secret behind the address of the"
              + " webhook, or send it in the header X-Throughline-Token");
    }
    return HeaderToken.isOne(token, secrets)
        ? new Admission.Accepted("check", deliveryKey(webhook.body()), Map.of(), false)
        : new Admission.Refused(
            "the secret does not match: check what stands behind ?secret= in the address, or is sent"
                + " in X-Throughline-Token");
  }

  /**
   * The event's number, where there is one. A body that carries no time of its own says the same
   * whenever the same happens again, so our time tells two of them apart: one told twice is
   * harmless, one left out is not.
   */
  private String deliveryKey(byte[] body) {
    Map<String, String> told = told(body);
    String event = told.remove(EVENT);
    if (event != null && event.matches("[0-9]{1,18}")) {
      return "event/" + event;
    }
    String bytes = Sha256.hex(body);
    return told.isEmpty() && event == null ? bytes + "/" + clock.instant() : bytes;
  }

  /** The event's number and the times of a body, as far as it can be read. */
  private static Map<String, String> told(byte[] body) {
    Map<String, String> found = new HashMap<>();
    try (JsonParser parser = WholeJson.FACTORY.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          JsonToken value = parser.nextToken();
          if (value.isStructStart()) {
            parser.skipChildren();
          } else if (value != JsonToken.VALUE_NULL
              && (name.equals(EVENT) || TIMES.contains(name))) {
            found.put(name, parser.getText());
          }
        }
      }
    } catch (IOException e) {
      // The mapper says what is wrong with it; here only its bytes tell it from others.
      return found;
    }
    return found;
  }
}
