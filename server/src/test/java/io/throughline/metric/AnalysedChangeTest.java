package io.throughline.metric;

import static io.throughline.metric.FactWorld.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.metric.CodeWorld.Numbers;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.MergeRequest;
import io.throughline.model.fact.Project;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which merge request an analysis is of, and what lies beside it, whatever came first. */
final class AnalysedChangeTest {
  private static final long OTHER = FactId.of(1, 21);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theNumberIsLookedForInTheServiceAndTheCommitDecidesBetweenTwo(long seed) {
    try (FactWorld facts = new FactWorld(folder)) {
      facts.sonarqube("shop-a");
      CodeWorld world = new CodeWorld(facts);
      world.project(1, "shop-a");
      world.project(2, "nobodys");
      long seven = facts.merge(7, person("a"), "2026-05-04T08:00", null);
      world.change(7, 1, 7, "2026-05-04T10:00", new Numbers());
      world.change(8, 2, 7, "2026-05-04T10:00", new Numbers());
      world.change(9, 1, 99, "2026-05-04T10:00", new Numbers());
      facts.shuffled(new Random(seed));
      facts.readings();
      Map<Long, @Nullable Long> found = matched(facts);
      assertThat(found.get(id(7))).isEqualTo(seven);
      assertThat(found.get(id(8))).as("of no service").isNull();
      assertThat(found.get(id(9))).as("no such merge request").isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ofTwoProjectsOfOneServiceTheOneWithTheCommitIsMeant(long seed) {
    try (FactWorld facts = new FactWorld(folder)) {
      facts.sonarqube("shop-a");
      facts.alsoGitLab("acme/shop-web");
      CodeWorld world = new CodeWorld(facts);
      world.project(1, "shop-a");
      facts.tell(new Project(OTHER, "acme/shop-web", "web", null, "main", null, false, false));
      long seven = FactId.of(1, 907);
      facts.tell(mergeRequest(seven, FactWorld.SHOP, CodeWorld.sha(7)));
      facts.tell(mergeRequest(FactId.of(1, 908), OTHER, CodeWorld.sha(1234)));
      world.change(7, 1, 7, "2026-05-04T10:00", new Numbers());
      world.change(50, 1, 7, "2026-05-05T10:00", new Numbers());
      facts.shuffled(new Random(seed));
      facts.readings();
      Map<Long, @Nullable Long> found = matched(facts);
      assertThat(found.get(id(7))).as("its head has that commit").isEqualTo(seven);
      assertThat(found.get(id(50))).as("nobody knows").isNull();
    }
  }

  private static MergeRequest mergeRequest(long id, long project, String head) {
    return new MergeRequest(
        id,
        project,
        7L,
        "Change",
        "https://x/t",
        person("a"),
        "topic",
        "main",
        project,
        "opened",
        false,
        FactWorld.at("2026-05-04T08:00"),
        null,
        null,
        null,
        head,
        null,
        null,
        "",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false);
  }

  private static long id(int number) {
    return FactId.of(4, 1000 + number);
  }

  private static Map<Long, @Nullable Long> matched(FactWorld facts) {
    return facts.warehouse.query(
        connection -> {
          Map<Long, @Nullable Long> found = new TreeMap<>();
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery("SELECT id, merge_request_id FROM code_analysis")) {
            while (row.next()) {
              long id = row.getLong(1);
              long mergeRequest = row.getLong(2);
              found.put(id, row.wasNull() ? null : (Long) mergeRequest);
            }
          }
          return found;
        });
  }
}
