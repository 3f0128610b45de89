package io.throughline.source.freshping;

import io.throughline.model.fact.CheckEvent;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.MaintenanceWindow;
import io.throughline.model.fact.Project;
import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The small body that anything that watches services can be told to send; {@code docs/freshping.md}
 * lays it out. With {@code starts_at} it plans maintenance, else it tells what a check found.
 */
final class UptimeHook {
  private UptimeHook() {}

  static Mapped map(Scope scope, JsonValue body) throws UnmappableException {
    Harvest harvest = new Harvest();
    CheckState state = CheckState.required(body, "state");
    boolean planned = state == CheckState.MAINTENANCE && body.at("starts_at").present();
    boolean all = planned && !body.at("check").present();
    Long check = all ? null : CheckEvents.id(scope, body, "check");
    if (check != null) {
      String name = CheckEvents.filled(body.text("name"));
      String path = name == null ? body.requiredText("check").strip() : name;
      String address = CheckEvents.address(body.text("url"));
      harvest.unversioned(new Project(check, path, name, address, null, null, null, null), false);
    }
    if (planned) {
      harvest.unversioned(window(scope, body, check), false);
    } else if (check != null) {
      harvest.add(
          CheckEvent.class,
          check,
          scope.delivery().receivedAt(),
          List.of(event(scope, body, check, state)));
    }
    return harvest.mapped();
  }

  private static CheckEvent event(Scope scope, JsonValue body, long check, CheckState state)
      throws UnmappableException {
    Instant told = scope.time(body, "at");
    Instant at = told == null ? scope.delivery().receivedAt() : told;
    // Many give one id to an outage and tell its end under the same.
    String id = CheckEvents.filled(body.text("id"));
    String key = (id == null ? "" : id + "/") + at + "/" + state.word();
    return new CheckEvent(
        check,
        key,
        state.word(),
        at,
        CheckEvents.status(body, "http_status"),
        CheckEvents.millis(body, "response_ms"),
        requests(body));
  }

  private static @Nullable Long requests(JsonValue body) throws UnmappableException {
    Long requests = body.integer("requests");
    if (requests != null && requests < 0) {
      throw body.at("requests").unexpected("a number of requests");
    }
    return requests;
  }

  private static MaintenanceWindow window(Scope scope, JsonValue body, @Nullable Long check)
      throws UnmappableException {
    Instant starts = scope.plannedTime(body, "starts_at");
    Instant ends = scope.plannedTime(body, "ends_at");
    if (starts == null || ends != null && ends.isBefore(starts)) {
      throw body.at("ends_at").unexpected("a time after starts_at");
    }
    String id = CheckEvents.filled(body.text("id"));
    String own = "window\n" + (id == null ? check + "\n" + starts : id);
    return new MaintenanceWindow(
        FactId.of(scope.config().source(), Sha256.number(own)),
        check,
        CheckEvents.filled(body.text("title")),
        starts,
        ends,
        body.flag("cancelled"));
  }
}
