package io.throughline.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what several systems tell of outages. */
class IncidentDerivationTest {
  static final long PAGED = FactId.of(2, 70);

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() {
    world = new World(folder);
    world.load(World.organisation());
    world.tell(watched(PAGED, "checkout"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  static Telling watched(long id, String service) {
    return Telling.page(
        new Project(id, "P" + id, "Watched", "https://x", null, null, false, false, service));
  }

  private List<Map<String, Object>> incidents() {
    return world.rows(
        "SELECT i.id, v.key AS service, i.counted, i.timed FROM production_incident i"
            + " LEFT JOIN service v ON v.id = i.service_id ORDER BY i.id");
  }

  @Test
  void anIncidentIsAnOutageOfItsService() {
    Outage outage = new Outage(2, 1, PAGED).from("2026-05-04T10:00:00Z", "2026-05-04T11:00:00Z");
    Change change = world.tell(outage.page());
    assertThat(incidents())
        .containsExactly(
            Map.of("id", outage.id, "service", "checkout", "counted", true, "timed", true));
    assertThat(change.teams()).containsExactlyInAnyOrder("all", "pay");
    assertThat(world.rows("SELECT incident_id, part_id, why FROM production_incident_part"))
        .containsExactly(Map.of("incident_id", outage.id, "part_id", outage.id, "why", "first"));
  }

  @Test
  void whatWasMergedIsToldByTheOther() {
    Outage kept = new Outage(2, 1, PAGED).from("2026-05-04T10:00:00Z", "2026-05-04T11:00:00Z");
    Outage merged =
        new Outage(2, 2, PAGED).from("2026-05-04T10:05:00Z", "2026-05-04T10:10:00Z").into(kept);
    world.tell(merged.page(), kept.page());
    assertThat(incidents()).extracting(r -> r.get("id")).containsExactly(kept.id);
  }
}
