package io.throughline.source.uploads;

import io.throughline.evidence.EvidenceMapping;
import io.throughline.evidence.ReportMapping;
import io.throughline.source.Admission;
import io.throughline.source.Delivery;
import io.throughline.source.Feed;
import io.throughline.source.Harvest;
import io.throughline.source.HeaderToken;
import io.throughline.source.Mapped;
import io.throughline.source.Mapper;
import io.throughline.source.MappingContext;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.SourceSystem;
import io.throughline.source.UnmappableException;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import java.util.List;
import java.util.Map;

/**
 * Builds that send what they know, and people who correct what is told: nothing is ever asked of
 * them.
 */
public final class UploadsSystem implements SourceSystem {
  /** The {@code system:} of the configuration; also the id of the source that is always there. */
  public static final String ID = "uploads";

  /** What {@code throughline-gate --json} wrote. */
  public static final String EVIDENCE = "gate_evidence";

  /** Report files as their tools wrote them. */
  public static final String REPORT = "report";

  /** What a person says in place of a rule, as {@link CorrectionMapping} keeps it. */
  public static final String CORRECTION = "correction";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Uploads of builds";
  }

  @Override
  public List<Feed> feeds() {
    return List.of();
  }

  @Override
  public Mapper mapper() {
    return UploadsSystem::map;
  }

  private static Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    Scope scope = new Scope(delivery, context);
    Harvest harvest = new Harvest();
    switch (delivery.kind()) {
      case EVIDENCE -> {
        String unused = EvidenceMapping.map(scope, null, harvest);
      }
      case REPORT -> ReportMapping.map(scope, harvest);
      case CORRECTION -> CorrectionMapping.map(scope, harvest);
      default -> throw new UnmappableException("", "nothing of this kind is uploaded");
    }
    return harvest.mapped();
  }

  /** At a webhook's address only evidence is taken, which says itself what it is of. */
  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    String token = HeaderToken.of(webhook);
    if (token == null) {
      return new Admission.Refused(
          "the request carries no secret: send it in the header X-Throughline-Token");
    }
    return HeaderToken.isOne(token, secrets)
        ? new Admission.Accepted(EVIDENCE, Sha256.hex(webhook.body()), Map.of(), false)
        : new Admission.Refused(
            "the secret does not match: check what is sent in X-Throughline-Token");
  }

  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    return new HttpDoor.Authentication(Map.of());
  }

  @Override
  public String check(HttpDoor http) {
    return "Builds send what they know; nothing is asked of them.";
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return baseUrl;
  }
}
