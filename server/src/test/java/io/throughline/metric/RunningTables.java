package io.throughline.metric;

import io.throughline.model.fact.FactId;
import io.throughline.running.Running;
import io.throughline.running.WarehouseRunning;
import io.throughline.warehouse.fact.FactStore;
import io.throughline.warehouse.sql.DuckDbDialect;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tables of two services, of which one is watched, and who answers from them. */
final class RunningTables implements AutoCloseable {
  static final long WATCHED = FactId.of(5, 77);

  final TableWarehouse tables = TableWarehouse.inMemory();
  final Running running;

  RunningTables(Path folder) {
    tables.query(
        c -> {
          new FactStore(c, new DuckDbDialect()).create();
          return 0;
        });
    tables.execute(
        """
        INSERT INTO service VALUES (1, 'shop', 'Shop', 'service'), (2, 'ledger', 'Ledger', 'service');
        INSERT INTO service_upstream VALUES (1, 2);
        INSERT INTO team VALUES (1, 'pay', 'Pay', NULL, 'Europe/Berlin', 0, 0, NULL, 0.8),
          (2, 'ops', 'Ops', NULL, 'Europe/Berlin', 0, 0, NULL, 0.8);
        INSERT INTO team_service VALUES
          (1, 1, TIMESTAMP '0001-01-01', TIMESTAMP '2026-05-10'),
          (2, 1, TIMESTAMP '2026-05-10', TIMESTAMP '9999-01-01');
        INSERT INTO source VALUES (5, 'newrelic', 'newrelic', 'https://nr'),
          (6, 'pagerduty', 'pagerduty', 'https://pd')
        """);
    tables.execute(
        "INSERT INTO project VALUES (%d, 5, 'shop', 'shop', NULL, 1, NULL, FALSE)"
            .formatted(WATCHED));
    FactWorld world = new FactWorld(folder);
    running = new WarehouseRunning(tables, () -> world.organisation, () -> FactWorld.NOW);
    world.close();
  }

  /** A deployment of which the rest is plain. */
  void deployed(long id, int service, String at, @Nullable Boolean failed) {
    tables.execute(
        """
        INSERT INTO production_deployment BY NAME
        SELECT %d AS id, %d AS service_id, 'production' AS environment, 'argocd' AS via,
               'change' AS kind, 'succeeded' AS status, '1.%d' AS version, '%s' AS sha,
               1 AS places, TIMESTAMP '%s' AS started_at,
               TIMESTAMP '%s' + INTERVAL '5 minutes' AS healthy_at,
               TIMESTAMP '%s' + INTERVAL '5 minutes' AS ended_at, CAST(%s AS BOOLEAN) AS failed,
               TIMESTAMP '%s' + INTERVAL '1 day' AS settled_at,
               TIMESTAMP '%s' + INTERVAL '7 days' AS final_at, FALSE AS is_rework
        """
            .formatted(id, service, id, FactWorld.sha((int) id), at, at, at, failed, at, at));
  }

  @Override
  public void close() {
    tables.close();
  }
}
