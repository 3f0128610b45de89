package io.throughline.source.freshping;

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
 * Maps the list of checks, and what was sent of them: by Freshping, by UptimeRobot, or in the small
 * form that anybody can send. The body tells which of them it is.
 */
public final class FreshpingMapper implements Mapper {
  @Override
  public Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    Scope scope = new Scope(delivery, context);
    JsonValue body = StrictJson.read(delivery.body()).object();
    return delivery.channel() == Channel.WEBHOOK ? webhook(scope, body) : page(scope, body);
  }

  private static Mapped webhook(Scope scope, JsonValue body) throws UnmappableException {
    if (body.has("webhook_event_data")) {
      return FreshpingHook.map(scope, body);
    }
    return UptimeRobotHook.isOne(body)
        ? UptimeRobotHook.map(scope, body)
        : UptimeHook.map(scope, body);
  }

  private static Mapped page(Scope scope, JsonValue body) throws UnmappableException {
    if (!scope.delivery().kind().equals(ChecksFeed.ID)) {
      throw new UnmappableException(
          "", "no page of Freshping is called '" + scope.delivery().kind() + "'");
    }
    Harvest harvest = new Harvest();
    CheckMapping.list(scope, body, harvest);
    Mapped mapped = harvest.mapped();
    return mapped.snapshots().isEmpty() ? Mapped.ignored("there is no check") : mapped;
  }
}
