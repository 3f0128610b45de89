package io.throughline.warehouse;

import static io.throughline.warehouse.Sample.may;
import static io.throughline.warehouse.Telling.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By which names a project belongs to a service. */
class ProjectNameTest {
  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() {
    world = new World(folder);
    world.load(World.organisation());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Telling project(
      int number, String path, @Nullable String service, @Nullable String alias) {
    return Telling.page(
        new Project(
            id(number), path, path, "https://x", "main", may(1, 0), false, false, service, alias));
  }

  private List<Map<String, Object>> services() {
    return world.rows(
        "SELECT p.path, s.key FROM project p LEFT JOIN service s ON s.id = p.service_id"
            + " ORDER BY p.path");
  }

  @Test
  void aProjectIsNamedByItsPathOrItsOtherNameAndElseNamesItsService() {
    world.tell(
        project(81, "ACME/Checkout", null, null),
        project(82, "b", null, "Acme/KIT"),
        project(83, "c", "checkout", "acme/kit"),
        project(84, "d", "checkout", "unheard"),
        project(85, "e", null, null));
    assertThat(services())
        .extracting(row -> row.get("key"))
        .as("the file wins over what the source says")
        .containsExactly("checkout", "kit", "kit", "checkout", null);
  }
}
