package io.throughline.warehouse.derive;

import io.throughline.warehouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Derives what reached production, service by service: what is the same deployment, a rollback or a
 * failure is known only from the neighbours, so that all of a service is told anew.
 */
final class ProductionDerivation {
  /** Services at once. */
  private static final int SERVICES = 100;

  private final Connection connection;
  private final TouchedIds touched;
  private final Script services = new Script("production_touched");
  private final List<Script> steps =
      Stream.of(
              "production_went",
              "production_sync",
              "production_outcome",
              "production_commit",
              "production_change",
              "production_incident_link",
              "production_failed",
              "production_merge_request",
              "gitops_span",
              "production_gated")
          .map(Script::new)
          .toList();

  ProductionDerivation(Connection connection, TouchedIds touched) {
    this.connection = connection;
    this.touched = touched;
  }

  /**
   * Derives the touched services. Afterwards the touched merge requests are those of which the
   * deployment changed, and among the services whose gates are derived are those of which something
   * else reached production.
   *
   * @return whether any service was touched
   */
  boolean run() throws SQLException {
    services.run(connection, touched);
    List<Long> all = touched.any("production") ? touched.sorted("production") : List.<Long>of();
    Sql.run(connection, "DELETE FROM touched_merge_request");
    for (int from = 0; from < all.size(); from += SERVICES) {
      touched.fill("production", all.subList(from, Math.min(all.size(), from + SERVICES)));
      for (Script step : steps) {
        step.run(connection, touched);
      }
    }
    touched.fill("production", all);
    return !all.isEmpty();
  }
}
