package io.throughline.source.freshping;

import io.throughline.model.fact.CheckEvent;
import io.throughline.model.fact.Project;
import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.List;

/**
 * What Freshping sends when a check finds something else than before. It may send the same again,
 * which changes nothing.
 */
final class FreshpingHook {
  private FreshpingHook() {}

  static Mapped map(Scope scope, JsonValue hook) throws UnmappableException {
    String type = hook.text("webhook_type");
    if (!"AL".equals(type)) {
      return Mapped.ignored("a webhook of type '" + type + "' tells of no check");
    }
    JsonValue data = hook.object("webhook_event_data");
    if (!data.at("application_id").present()) {
      return Mapped.ignored("it is the test call of a webhook, and no check found anything");
    }
    long check = scope.id(data, "check_id");
    Instant at = scope.requiredTime(data, "request_start_time");
    String own = CheckEvents.filled(hook.text("webhook_event_id"));
    CheckEvent event =
        new CheckEvent(
            check,
            own == null ? at.toString() : own,
            CheckState.required(data, "check_state_name").word(),
            at,
            CheckEvents.status(data, "http_status_code"),
            CheckEvents.millis(data, "response_time"),
            null);
    Harvest harvest = new Harvest();
    String name = CheckEvents.filled(data.text("check_name"));
    String address = CheckEvents.address(data.text("request_url"));
    harvest.unversioned(new Project(check, name, name, address, null, null, null, null), false);
    harvest.add(CheckEvent.class, check, scope.delivery().receivedAt(), List.of(event));
    // Should the next one of its webhooks be lost, the list tells that it is over.
    harvest.refresh(ChecksFeed.ID, "", "");
    return harvest.mapped();
  }
}
