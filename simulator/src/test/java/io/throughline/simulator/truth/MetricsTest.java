package io.throughline.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Overlay;
import io.throughline.simulator.world.Witness;
import io.throughline.simulator.world.World;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules about which items count, on a whole world. */
class MetricsTest {
  private static final Instant ANCHOR = Instant.parse("2026-03-02T00:00:00Z");
  private static final LocalDate FROM = LocalDate.parse("2025-12-01");
  private static final LocalDate TO = LocalDate.parse("2026-03-02");

  private static World world;
  private static Metrics metrics;
  private static Truth truth;

  @BeforeAll
  static void live() {
    long now = ANCHOR.toEpochMilli();
    world = new World(42, ANCHOR, 4, 1.0, Witness.none());
    world.advance(now);
    metrics =
        new Metrics(
            world.histories(), new Overlay(), now, key -> world.tracker().ticket(key) != null);
    truth = new Truth(world.company(), metrics, world.tracker(), now);
  }

  private static Set<String> cherryPicks() {
    return world.histories().stream()
        .flatMap(h -> h.mergeRequests().stream())
        .filter(mr -> mr.kind() == MergeRequest.Kind.CHERRY_PICK)
        .map(mr -> mr.project().path() + "!" + mr.iid())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pickup_time",
        "review_time",
        "time_to_merge",
        "mr_size",
        "mr_comment_count",
        "review_rounds",
        "unreviewed_merge_rate"
      })
  void aCherryPickIsReviewedAgain(String metric) {
    assertThat(metrics.items(metric))
        .extracting(Item::subject)
        .containsAnyElementsOf(cherryPicks());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cycle_time",
        "coding_time",
        "deploy_time",
        "mr_closure_ratio",
        "abandonment_rate",
        "revert_rate",
        "ai_share",
        "agent_share"
      })
  void aCherryPickIsNotCountedAgain(String metric) {
    assertThat(metrics.items(metric))
        .isNotEmpty()
        .extracting(Item::subject)
        .doesNotContainAnyElementsOf(cherryPicks());
  }

  @Test
  void aPersonsWeekCountsOnItsSunday() {
    List<Item> weeks = truth.items("mr_count_per_contributor", null, "navigation", FROM, TO);
    assertThat(weeks)
        .isNotEmpty()
        .allSatisfy(
            item ->
                assertThat(Instant.ofEpochMilli(item.at()).atZone(zone()).getDayOfWeek())
                    .isEqualTo(DayOfWeek.SUNDAY));
  }

  private static ZoneId zone() {
    return ZoneId.of("Europe/Berlin");
  }

  @Test
  void withoutATeamWhatBelongsToNobodyCountsToo() {
    List<Item> all = truth.items("pipeline_success", null, null, FROM, TO);
    int owned =
        world.company().teams().stream()
            .filter(team -> team.parent() == null)
            .mapToInt(team -> truth.items("pipeline_success", null, team.id(), FROM, TO).size())
            .sum();
    assertThat(all).hasSizeGreaterThan(owned).anyMatch(i -> i.subject().contains("hack-week"));
  }

  @Test
  void aReadingSaysOfHowManyPeopleItIs() {
    List<Reading> readings =
        truth.readings("mr_count_per_contributor", null, "firmware", FROM, TO, "all");
    assertThat(readings).singleElement().extracting(Reading::people).isEqualTo(4);
  }
}
