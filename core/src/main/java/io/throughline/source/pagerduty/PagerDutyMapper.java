package io.throughline.source.pagerduty;

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

/** Maps answers of PagerDuty's API by their kind, and its webhooks. */
public final class PagerDutyMapper implements Mapper {
  @Override
  public Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    Scope scope = new Scope(delivery, context);
    Harvest harvest = new Harvest();
    JsonValue body = StrictJson.read(delivery.body()).object();
    if (delivery.channel() == Channel.WEBHOOK) {
      String ignored = HookMapping.event(scope, body, harvest);
      if (ignored != null) {
        return Mapped.ignored(ignored);
      }
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
      case "services" -> ServiceMapping.page(scope, body, harvest);
      case "service_gone" -> ServiceMapping.gone(scope, harvest);
      case "users" -> UserMapping.page(scope, body, harvest);
      case "maintenance_windows" -> WindowMapping.page(scope, body, harvest);
      case "maintenance_window_gone" -> WindowMapping.gone(scope, harvest);
      case "incident" -> IncidentMapping.page(scope, body, harvest);
      default ->
          throw new UnmappableException(
              "", "no page of PagerDuty is called '" + kind(scope.delivery()) + "'");
    }
  }

  private static String kind(Delivery delivery) {
    String kind = delivery.kind();
    return kind.length() > 60 ? kind.substring(0, 60) + "..." : kind;
  }
}
