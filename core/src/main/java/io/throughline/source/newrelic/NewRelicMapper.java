package io.throughline.source.newrelic;

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

/** Maps answers of NerdGraph by their kind, and the webhooks of workflows. */
public final class NewRelicMapper implements Mapper {
  @Override
  public Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    Scope scope = new Scope(delivery, context);
    Harvest harvest = new Harvest();
    if (delivery.channel() == Channel.WEBHOOK) {
      IssueHook.issue(scope, IssueHook.read(delivery.body()), harvest);
    } else {
      page(scope, StrictJson.read(delivery.body()).object().object("data"), harvest);
    }
    Mapped mapped = harvest.mapped();
    return mapped.snapshots().isEmpty() && mapped.sets().isEmpty()
        ? Mapped.ignored("it carries nothing that is kept")
        : mapped;
  }

  private static void page(Scope scope, JsonValue data, Harvest harvest)
      throws UnmappableException {
    switch (scope.delivery().kind()) {
      case "entities" -> EntityMapping.page(scope, data, harvest);
      case "samples" -> SampleMapping.page(scope, data, harvest);
      case "tracks" -> TrackMapping.page(scope, data, harvest);
      case "issues" -> IssueMapping.page(scope, data, harvest);
      case "markers" -> MarkerMapping.page(scope, data, harvest);
      default ->
          throw new UnmappableException(
              "", "no answer of New Relic is called '" + kind(scope.delivery()) + "'");
    }
  }

  private static String kind(Delivery delivery) {
    String kind = delivery.kind();
    return kind.length() > 60 ? kind.substring(0, 60) + "..." : kind;
  }
}
