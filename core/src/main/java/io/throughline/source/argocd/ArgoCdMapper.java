package io.throughline.source.argocd;

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

/** Maps what Argo CD's API tells by its kind, and what its notifications send. */
public final class ArgoCdMapper implements Mapper {
  @Override
  public Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    Scope scope = new Scope(delivery, context);
    Harvest harvest = new Harvest();
    JsonValue body = StrictJson.read(delivery.body()).object();
    if (delivery.channel() == Channel.WEBHOOK) {
      HookMapping.application(scope, body, harvest);
    } else {
      page(scope, body, harvest);
    }
    Mapped mapped = harvest.mapped();
    return mapped.snapshots().isEmpty() && mapped.sets().isEmpty()
        ? Mapped.ignored("it carries nothing that is kept")
        : mapped;
  }

  private static void page(Scope scope, JsonValue body, Harvest harvest)
      throws UnmappableException {
    switch (scope.delivery().kind()) {
      case "application" -> ApplicationMapping.application(scope, body, harvest);
      case "application_gone" -> ApplicationMapping.gone(scope, harvest);
      case "rollout" -> RolloutMapping.rollout(scope, Manifest.read(body), harvest);
      case "analysis_run" -> AnalysisMapping.run(scope, Manifest.read(body), harvest);
      default ->
          throw new UnmappableException(
              "", "no page of Argo CD is called '" + kind(scope.delivery()) + "'");
    }
  }

  private static String kind(Delivery delivery) {
    String kind = delivery.kind();
    return kind.length() > 60 ? kind.substring(0, 60) + "..." : kind;
  }
}
