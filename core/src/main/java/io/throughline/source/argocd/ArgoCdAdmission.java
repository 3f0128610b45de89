package io.throughline.source.argocd;

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
 * Judges what Argo CD Notifications sends. It signs nothing; the template shows a secret in a
 * header. A notification is sent again when an answer gets lost, and what is not well is told again
 * and again: one state of one operation is one delivery.
 */
final class ArgoCdAdmission {
  private static final Set<String> KEY_FIELDS =
      Set.of(
          "/kind",
          "/version",
          "/uid",
          "/namespace",
          "/name",
          "/health/status",
          "/health/lastTransitionTime",
          "/operation/startedAt",
          "/operation/finishedAt",
          "/operation/phase",
          "/sync/revision",
          "/reconciledAt");
  private static final Set<String> INNER = Set.of("health", "operation", "sync");
  private static final int MAX_FIELD = 500;

  private ArgoCdAdmission() {}

  static Admission admit(Webhook webhook, WebhookSecrets secrets) {
    if (secrets.secrets().stream().allMatch(String::isBlank)) {
      return new Admission.Refused(
          "no webhook secret is configured for this source: set hooks.token in throughline.yaml,"
              + " then start again");
    }
    String token = HeaderToken.of(webhook);
    if (token == null) {
      return new Admission.Refused(
          "the request carries no secret: let the service in argocd-notifications-cm send it in"
              + " the header X-Throughline-Token");
    }
    return HeaderToken.isOne(token, secrets)
        ? new Admission.Accepted("application", deliveryKey(webhook.body()), Map.of(), false)
        : new Admission.Refused(
            "the secret does not match: check throughline-hook-token in"
                + " argocd-notifications-secret");
  }

  /** What cannot be read, or is not of our template, is told apart by its bytes. */
  private static String deliveryKey(byte[] body) {
    Map<String, String> found = new TreeMap<>();
    try (JsonParser parser = WholeJson.FACTORY.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        fields(parser, "", found);
      }
    } catch (IOException e) {
      return Sha256.hex(body);
    }
    return found.containsKey("/kind") && found.containsKey("/name")
        ? Sha256.hex(found.toString().getBytes(StandardCharsets.UTF_8))
        : Sha256.hex(body);
  }

  private static void fields(JsonParser parser, String above, Map<String, String> found)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && above.isEmpty() && INNER.contains(name)) {
        fields(parser, "/" + name, found);
      } else if (value.isScalarValue()
          && KEY_FIELDS.contains(above + "/" + name)
          && parser.getTextLength() <= MAX_FIELD) {
        found.put(above + "/" + name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }
}
