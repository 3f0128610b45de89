package io.throughline.source.pagerduty;

import io.throughline.model.fact.MaintenanceWindow;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;

/**
 * Maintenance windows. One of several services is a fact for each of them. They carry no version.
 */
final class WindowMapping {
  private WindowMapping() {}

  /** A page of the list. */
  static void page(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    for (JsonValue row : body.at("maintenance_windows").objects()) {
      String id = Ids.of(row);
      for (JsonValue service : row.objects("services")) {
        String of = Ids.of(service);
        harvest.unversioned(
            new MaintenanceWindow(
                factId(scope, id, of),
                Ids.fact(scope, of),
                row.text("description"),
                scope.plannedTime(row, "start_time"),
                scope.plannedTime(row, "end_time"),
                false),
            true);
      }
    }
  }

  /** The context's window of the context's service, which was taken back before it was over. */
  static void gone(Scope scope, Harvest harvest) throws UnmappableException {
    String id = Ids.inContext(scope, "window");
    String of = Ids.inContext(scope, "service");
    harvest.unversioned(
        new MaintenanceWindow(factId(scope, id, of), Ids.fact(scope, of), null, null, null, true),
        false);
  }

  private static long factId(Scope scope, String window, String service) {
    return Ids.fact(scope, window + "\n" + service);
  }
}
