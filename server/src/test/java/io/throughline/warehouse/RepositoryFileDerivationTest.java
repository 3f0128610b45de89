package io.throughline.warehouse;

import static io.throughline.warehouse.Sample.may;
import static io.throughline.warehouse.Telling.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.model.fact.Project;
import io.throughline.model.fact.RepositoryFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From when to when a repository held a file. */
class RepositoryFileDerivationTest {
  private static final String PATH = ".sonarlint/connectedMode.json";

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() {
    world = new World(folder);
    world.load(World.organisation());
    world.tell(Sample.people());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Telling found(int number, long project, int day, boolean present) {
    return Telling.page(new RepositoryFile(id(900 + number), project, PATH, present, may(day, 8)));
  }

  private static Telling checkout(boolean archived) {
    return Telling.page(
        new Project(
            Sample.CHECKOUT,
            "acme/checkout",
            "checkout",
            "https://x/checkout",
            "main",
            may(1, 0),
            archived,
            false));
  }

  private List<Map<String, Object>> rows() {
    return world.rows(
        "SELECT is_present, valid_from, valid_to FROM repository_file"
            + " ORDER BY project_id, valid_from");
  }

  @Test
  void eachFindingHoldsUntilTheNextOfTheSameRepositoryInWhateverOrderTheyCome() {
    world.tell(found(3, Sample.CHECKOUT, 20, true));
    world.tell(found(1, Sample.CHECKOUT, 10, false));
    world.tell(found(4, Sample.KIT, 12, true));
    world.tell(found(2, Sample.CHECKOUT, 15, true));
    assertThat(rows())
        .extracting(r -> r.get("is_present"), r -> r.get("valid_from"), r -> r.get("valid_to"))
        .containsExactly(
            tuple(false, "2026-05-10T08:00", "2026-05-15T08:00"),
            tuple(true, "2026-05-15T08:00", "2026-05-20T08:00"),
            tuple(true, "2026-05-20T08:00", "9999-01-01T00:00"),
            tuple(true, "2026-05-12T08:00", "9999-01-01T00:00"));
  }

  @Test
  void anArchivedRepositoryDoesNotCount() {
    world.tell(checkout(false), found(1, Sample.CHECKOUT, 10, true));
    assertThat(rows()).hasSize(1);
    world.tell(checkout(true));
    assertThat(rows()).isEmpty();
  }

  @Test
  void aFindingWaitsForItsRepositoryToBeTold() {
    long late = id(77);
    world.tell(found(1, late, 10, true));
    assertThat(rows()).isEmpty();
    world.tell(Telling.page(Sample.project(late, "acme/late")));
    assertThat(rows()).hasSize(1);
  }
}
