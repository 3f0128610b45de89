package io.throughline.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TestingTest {
  private static final Instant ANCHOR = Instant.parse("2026-03-02T00:00:00Z");
  private static World world;

  @BeforeAll
  static void build() {
    world = world();
  }

  private static World world() {
    World world = new World(7, ANCHOR, 4, 0.4, Witness.none());
    world.advance(ANCHOR.toEpochMilli());
    return world;
  }

  private static List<TestSheet> sheets(World world) {
    Tracker tracker = world.tracker();
    return tracker.tickets().stream().flatMap(t -> tracker.testing().of(t).stream()).toList();
  }

  @Test
  void equalSeedsTellEqualTests() {
    assertThat(sheets(world())).isNotEmpty().isEqualTo(sheets(world));
  }

  @Test
  void mostStoriesHaveTestsAndSomeTestsAreDraftsOrNeverRun() {
    List<Ticket> stories =
        world.tracker().tickets().stream().filter(t -> t.firstType().story()).toList();
    long tested = stories.stream().filter(t -> !world.tracker().testing().of(t).isEmpty()).count();
    assertThat((double) tested / stories.size()).isBetween(0.6, 0.95);
    assertThat(sheets(world)).anyMatch(TestSheet::draft);
    assertThat(sheets(world))
        .anyMatch(s -> s.attempts().stream().anyMatch(a -> a.at() == Long.MAX_VALUE));
    assertThat(sheets(world)).extracting(TestSheet::key).doesNotHaveDuplicates();
    assertThat(sheets(world)).extracting(TestSheet::uid).doesNotHaveDuplicates();
  }

  /** Else the latest run of a cycle would not be the latest of its sprint. */
  @Test
  void everyRunLiesInItsSprintAndAfterItsTest() {
    int runs = 0;
    for (TestSheet sheet : sheets(world)) {
      for (TestSheet.Attempt run : sheet.attempts()) {
        Sprint sprint = world.tracker().sprint(run.sprint());
        if (run.at() != Long.MAX_VALUE) {
          runs++;
          assertThat(run.at()).isBetween(sprint.startAt(), sprint.closedAt());
          assertThat(run.at()).isGreaterThan(sheet.createdAt());
        }
      }
    }
    assertThat(runs).isGreaterThan(50);
  }
}
