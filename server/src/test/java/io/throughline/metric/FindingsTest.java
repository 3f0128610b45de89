package io.throughline.metric;

import static io.throughline.metric.FactWorld.at;
import static io.throughline.metric.FactWorld.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looking at the data finds wrong with it. */
final class FindingsTest {
  @TempDir Path folder;

  private static List<String> subjects(List<Finding> findings, String kind) {
    return findings.stream()
        .filter(finding -> finding.kind().equals(kind))
        .map(Finding::subject)
        .toList();
  }

  private static Pipeline pipeline(int number, String status) {
    return new Pipeline(
        FactId.of(1, 700 + number),
        FactWorld.SHOP,
        "main",
        FactWorld.sha(number),
        false,
        status,
        "push",
        at("2026-05-04T10:00"),
        null,
        null,
        null,
        "https://x/pipelines/" + number);
  }

  @Test
  void d19_aWordThatNobodyKnowsIsKeptAndTold() {
    try (FactWorld world = new FactWorld(folder)) {
      world.tell(pipeline(1, "success"));
      world.tell(pipeline(2, "waiting_for_callback"));
      world.tell(pipeline(3, "quantum"));
      world.tell(pipeline(4, "quantum"));
      world.readings();

      List<Finding> found = new Findings(world.warehouse).find();

      assertThat(subjects(found, "unknown word")).containsExactly("pipeline status \"quantum\"");
      assertThat(found)
          .filteredOn(finding -> finding.kind().equals("unknown word"))
          .allSatisfy(finding -> assertThat(finding.message()).contains("Update Throughline"));
    }
  }

  @Test
  void anAccountOfNobodyIsToldOnceItHasWrittenSomething() {
    try (FactWorld world = new FactWorld(folder)) {
      world.tell(new Account(FactId.of(1, 60), "guest", "Guest", null, false, "active"));
      world.tell(new Account(FactId.of(1, 61), "reader", "Reader", null, false, "active"));
      world.merge(1, FactId.of(1, 60), "2026-05-04T10:00", "2026-05-05T10:00");
      world.merge(2, person("a"), "2026-05-04T10:00", "2026-05-05T10:00");
      world.readings();

      assertThat(subjects(new Findings(world.warehouse).find(), "unknown account"))
          .containsExactly("guest");
    }
  }

  @Test
  void aLongListSaysHowMuchLonger() {
    try (FactWorld world = new FactWorld(folder)) {
      IntStream.range(0, 30).forEach(i -> world.tell(pipeline(i, "odd" + i)));
      world.readings();

      List<String> words = subjects(new Findings(world.warehouse).find(), "unknown word");

      assertThat(words).hasSize(26).last().isEqualTo("and 5 more");
    }
  }
}
