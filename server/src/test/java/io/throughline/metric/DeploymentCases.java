package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;

import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What cases of deployments have in common: a world, and what is read of it. */
abstract class DeploymentCases {
  static final Scope PAY = new Scope.OfTeam("pay");

  @TempDir Path folder;

  ProductionWorld world() {
    return new ProductionWorld(new FactWorld(folder));
  }

  static ReadingQuery query(String metric, Grain grain) {
    return new ReadingQuery(metric, PAY, day("2026-05-04"), day("2026-06-01"), grain, null);
  }

  static Reading may(Readings readings, String metric) {
    return readings.read(query(metric, Grain.TOTAL)).getFirst();
  }

  /** Kind, status and reason of failure of each deployment, in order. */
  static List<String> told(ProductionWorld world) {
    return rows(
        world,
        "SELECT kind || ' ' || status || coalesce(' ' || failed_by, '') FROM production_deployment"
            + " ORDER BY started_at, id");
  }

  static List<String> rows(ProductionWorld world, String sql) {
    return world.facts.warehouse.query(
        connection -> {
          List<String> rows = new ArrayList<>();
          try (var statement = connection.createStatement();
              var row = statement.executeQuery(sql)) {
            while (row.next()) {
              rows.add(row.getString(1));
            }
          }
          return rows;
        });
  }

  static String sha(int artifact) {
    return ProductionWorld.sha(artifact);
  }
}
