package io.throughline.source.freshping;

import io.throughline.model.fact.CheckEvent;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Project;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of checks. It tells how each is now and not how it came to that: what happened while the
 * list could not be read is not known, and is said so.
 */
final class CheckMapping {
  /** Beside the checks, when the list was read before, if that is too long ago. */
  static final String LAST_READ = "last_read";

  /** Beside the checks, the numbers of those that are gone, joined by blanks. */
  static final String GONE = "gone";

  private static final String FEED = "list";

  private CheckMapping() {}

  static void list(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    Instant seen = scope.takenAt();
    Instant lastRead = lastRead(scope);
    for (JsonValue row : body.object().at("results").objects()) {
      long check = scope.id(row, "id");
      harvest.unversioned(project(row, check), true);
      String word = row.text("status");
      CheckState state = CheckState.of(word == null ? "" : word).orElse(CheckState.UNKNOWN);
      Instant changed = scope.time(row, "status_changed_at");
      List<CheckEvent> events = new ArrayList<>();
      // One that has been as it is since before was watched all along, only not by us.
      if (lastRead != null && (changed == null || changed.isAfter(lastRead))) {
        events.add(CheckEvents.bare(check, "unread/" + lastRead, CheckState.UNKNOWN, lastRead));
      }
      Instant at = changed == null ? seen : changed;
      events.add(CheckEvents.bare(check, FEED + "/" + at, state, at));
      harvest.add(CheckEvent.class, check, FEED, seen, events);
    }
    gone(scope, seen, harvest);
  }

  private static Project project(JsonValue row, long id) throws UnmappableException {
    String name = CheckEvents.filled(row.text("name"));
    String address = CheckEvents.address(row.text("url"));
    String path = name == null ? address : name;
    return new Project(id, path, name, address, null, null, null, null);
  }

  /** Nobody watches any more what a check that was deleted had watched. */
  private static void gone(Scope scope, Instant seen, Harvest harvest) throws UnmappableException {
    String text = scope.delivery().context().getOrDefault(GONE, "");
    for (String number : text.isEmpty() ? new String[0] : text.split(" ")) {
      if (!number.matches("[0-9]{1,14}")) {
        throw new UnmappableException("", "the delivery's context names a check that is none");
      }
      long check = FactId.of(scope.config().source(), Long.parseLong(number));
      harvest.unversioned(new Project(check, null, null, null, null, null, null, true), false);
      harvest.add(
          CheckEvent.class,
          check,
          FEED,
          seen,
          List.of(CheckEvents.bare(check, "gone/" + seen, CheckState.PAUSED, seen)));
    }
  }

  private static @Nullable Instant lastRead(Scope scope) throws UnmappableException {
    String text = scope.delivery().context().get(LAST_READ);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UnmappableException("", "the delivery's context has no time '" + LAST_READ + "'");
    }
  }
}
