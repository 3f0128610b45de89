package io.throughline.source.jenkins;

import io.throughline.evidence.EvidenceMapping;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.Mapper;
import io.throughline.source.MappingContext;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;

/**
 * Maps what Jenkins answered, and what was sent of it: by the Notification plugin, or as CDEvents.
 * Each family of payloads has a class of its own.
 */
public final class JenkinsMapper implements Mapper {
  @Override
  public Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    Scope scope = new Scope(delivery, context);
    JsonValue body = StrictJson.read(delivery.body());
    return delivery.channel() == Channel.WEBHOOK
        ? webhook(scope, body.object())
        : page(scope, body);
  }

  private static Mapped webhook(Scope scope, JsonValue body) throws UnmappableException {
    return CdEvent.isOne(scope, body) ? CdEvent.map(scope, body) : NotificationHook.map(body);
  }

  private static Mapped page(Scope scope, JsonValue body) throws UnmappableException {
    Harvest harvest = new Harvest();
    switch (scope.delivery().kind()) {
      case "jobs" -> ProjectMapping.list(scope, body, harvest);
      case "job_gone" -> ProjectMapping.gone(scope, harvest);
      case "builds" -> BuildMapping.list(scope, body, harvest);
      case "build" -> BuildMapping.build(scope, body.object(), harvest);
      case "stages" -> StageMapping.describe(scope, body, harvest);
      case "gate_evidence" -> EvidenceMapping.map(scope, BuildContext.of(scope).project(), harvest);
      default ->
          throw new UnmappableException(
              "", "no page of Jenkins is called '" + scope.delivery().kind() + "'");
    }
    Mapped mapped = harvest.mapped();
    return mapped.snapshots().isEmpty()
        ? Mapped.ignored("it carries nothing that is kept")
        : mapped;
  }
}
