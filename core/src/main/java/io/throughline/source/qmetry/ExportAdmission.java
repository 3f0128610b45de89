package io.throughline.source.qmetry;

import io.throughline.source.Admission;
import io.throughline.source.HeaderToken;
import io.throughline.source.Sha256;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.util.Map;

/**
 * Judges who hands in an exported file at the address of the source's webhook. QMetry itself has no
 * webhook that is known.
 */
final class ExportAdmission {
  private ExportAdmission() {}

  static Admission admit(Webhook webhook, WebhookSecrets secrets) {
    if (secrets.secrets().stream().allMatch(String::isBlank)) {
      return new Admission.Refused(
          "no secret is configured for this source: set hooks.token in throughline.yaml to hand in"
              + " exported files, then start again");
    }
    String token = HeaderToken.of(webhook);
    if (token == null) {
      return new Admission.Refused(
          "the request carries no secret: send the secret in the header X-Throughline-Token");
    }
    return HeaderToken.isOne(token, secrets)
        ? new Admission.Accepted("export", Sha256.hex(webhook.body()), Map.of(), false)
        : new Admission.Refused(
            "the secret does not match: check what is sent in X-Throughline-Token");
  }
}
