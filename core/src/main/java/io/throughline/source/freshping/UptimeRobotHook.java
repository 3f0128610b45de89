package io.throughline.source.freshping;

import io.throughline.model.fact.CheckEvent;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Project;
import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What UptimeRobot sends, in the names that its own variables have. People write the body
 * themselves, so anything may be missing: without the monitor's number its address and name tell it
 * from others, without a time it happened when it came.
 */
final class UptimeRobotHook {
  private static final String DOWN = "1";
  private static final String UP = "2";

  private UptimeRobotHook() {}

  /** Whether a body is of this kind. */
  static boolean isOne(JsonValue body) {
    return body.has("alert_type") || body.has("alertType");
  }

  static Mapped map(Scope scope, JsonValue body) throws UnmappableException {
    String type = text(body, "alert_type", "alertType");
    if (!DOWN.equals(type) && !UP.equals(type)) {
      return Mapped.ignored("an alert of type '" + type + "' tells neither down nor up");
    }
    String number = text(body, "monitor_id", "monitorID");
    String name = text(body, "monitor_friendly_name", "monitorFriendlyName");
    String url = text(body, "monitor_url", "monitorURL");
    String named = name == null ? url : name;
    if (named == null && number == null) {
      throw body.at("monitor_friendly_name").unexpected("the name or number of a monitor");
    }
    long check =
        number != null && number.matches("[0-9]{1,14}")
            ? FactId.of(scope.config().source(), Long.parseLong(number))
            : FactId.of(scope.config().source(), Sha256.number("monitor\n" + url + "\n" + name));
    Instant at = at(scope, body);
    CheckState state = DOWN.equals(type) ? CheckState.DOWN : CheckState.UP;
    Harvest harvest = new Harvest();
    harvest.unversioned(
        new Project(check, named, name, CheckEvents.address(url), null, null, null, null), false);
    harvest.add(
        CheckEvent.class,
        check,
        scope.delivery().receivedAt(),
        List.of(CheckEvents.bare(check, at + "/" + type, state, at)));
    return harvest.mapped();
  }

  /** Seconds since 1970, where they are told and can be. */
  private static Instant at(Scope scope, JsonValue body) throws UnmappableException {
    String text = text(body, "alert_date_time", "alertDateTime");
    Instant received = scope.delivery().receivedAt();
    if (text == null) {
      return received;
    }
    if (!text.matches("[0-9]{9,11}")) {
      throw body.at("alert_date_time").unexpected("seconds since 1970");
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(text));
    if (SourceTime.absurd(at, received)) {
      throw body.at("alert_date_time").unexpected("a time that is over");
    }
    return at;
  }

  /** The value under one of two names; a variable that was not filled in, {@code *x*}, is none. */
  private static @Nullable String text(JsonValue body, String name, String other)
      throws UnmappableException {
    String text = CheckEvents.filled(body.text(body.has(name) ? name : other));
    return text == null || text.matches("\\*[A-Za-z]+\\*") ? null : text;
  }
}
