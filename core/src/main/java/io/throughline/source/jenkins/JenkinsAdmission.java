package io.throughline.source.jenkins;

import io.throughline.source.Admission;
import io.throughline.source.HeaderToken;
import io.throughline.source.QueryToken;
import io.throughline.source.Sha256;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges what is sent of Jenkins. The Notification plugin signs nothing and sends no header of its
 * own, so its secret may stand in the address; what sends CDEvents can mostly add a header.
 */
final class JenkinsAdmission {
  private static final int MAX_HEADER = 500;
  private static final List<String> KEPT = List.of("ce-type", "ce-id", "ce-source", "ce-time");

  private JenkinsAdmission() {}

  static Admission admit(Webhook webhook, WebhookSecrets secrets) {
    if (secrets.secrets().stream().allMatch(String::isBlank)) {
      return new Admission.Refused(
          "no webhook secret is configured for this source: set hooks.token in throughline.yaml,"
              + " then start again");
    }
    String header = HeaderToken.of(webhook);
    String token = header == null ? QueryToken.of(webhook) : header;
    if (token == null) {
      return new Admission.Refused(
          "the request carries no secret: send it in the header X-Throughline-Token, or write"
              + " ?secret= and the secret behind the address of the webhook in Jenkins");
    }
    return HeaderToken.isOne(token, secrets)
        ? accepted(webhook)
        : new Admission.Refused(
            "the secret does not match: check what is sent in X-Throughline-Token, or stands behind"
                + " ?secret= in the address");
  }

  /** The ids of the plugin's events repeat, so the whole body makes a repeat. */
  private static Admission accepted(Webhook webhook) {
    Map<String, String> context = new TreeMap<>();
    for (String name : KEPT) {
      String value = webhook.header(name);
      if (value != null && value.length() <= MAX_HEADER) {
        context.put(name, value);
      }
    }
    String type = webhook.header("content-type");
    boolean event =
        context.containsKey("ce-type") || (type != null && type.contains("cloudevents"));
    String head = context.isEmpty() ? "" : context + "\n";
    byte[] body = webhook.body();
    String key =
        Sha256.hex(body)
            + (head.isEmpty() ? "" : Sha256.hex(head.getBytes(StandardCharsets.UTF_8)));
    return new Admission.Accepted(event ? "cdevent" : "notification", key, context, false);
  }
}
