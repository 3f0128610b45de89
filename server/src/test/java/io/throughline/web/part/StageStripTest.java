package io.throughline.web.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.metric.Journey;
import io.throughline.metric.Observation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** R5 and R6 on the bar of an item: what is missing is never nothing. */
class StageStripTest {
  private static final Instant COMMIT = Instant.parse("2026-05-04T08:00:00Z");
  private static final Instant READY = Instant.parse("2026-05-04T18:00:00Z");
  private static final Instant SEEN = Instant.parse("2026-05-05T04:00:00Z");
  private static final Instant MERGED = Instant.parse("2026-05-05T14:00:00Z");
  private static final Instant DEPLOYED = Instant.parse("2026-05-06T00:00:00Z");

  @Test
  void stagesLieWhereTheyHappened() {
    StageStrip strip = strip(new Journey(COMMIT, READY, SEEN, true, MERGED, DEPLOYED));
    assertThat(strip.segments())
        .extracting(StageStrip.Segment::stage, StageStrip.Segment::x, StageStrip.Segment::width)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("coding", "0", "50"),
            org.assertj.core.groups.Tuple.tuple("pickup", "50", "50"),
            org.assertj.core.groups.Tuple.tuple("review", "100", "50"),
            org.assertj.core.groups.Tuple.tuple("deploy", "150", "50"));
    assertThat(strip.words())
        .isEqualTo("coding 10.0 h, pickup 10.0 h, review 10.0 h, deploy 10.0 h");
  }

  @Test
  void aMissingStageStaysUnaccounted() {
    StageStrip strip = strip(new Journey(null, READY, SEEN, true, MERGED, DEPLOYED));
    assertThat(strip.segments().getFirst().x()).isEqualTo("50");
    assertThat(strip.words()).startsWith("coding not known").endsWith("unaccounted 10.0 h");
  }

  @Test
  void stagesTheWrongWayRoundAreNotDrawn() {
    StageStrip strip = strip(new Journey(COMMIT, READY, MERGED, true, SEEN, DEPLOYED));
    assertThat(strip.segments()).noneMatch(segment -> segment.stage().equals("review"));
    assertThat(strip.words()).contains("review not known");
  }

  @Test
  void withoutAResponseThereIsNoReview() {
    StageStrip strip = strip(new Journey(COMMIT, READY, MERGED, false, MERGED, DEPLOYED));
    assertThat(strip.words()).contains("pickup 20.0 h").contains("review not known");
    assertThat(strip.words()).doesNotContain("unaccounted");
  }

  @Test
  void whatHasNoLengthOrNoJourneyHasNoBar() {
    Journey journey = new Journey(COMMIT, READY, SEEN, true, MERGED, DEPLOYED);
    assertThat(StageStrip.of(item(COMMIT, COMMIT), journey)).isNull();
    assertThat(StageStrip.of(item(COMMIT, DEPLOYED), null)).isNull();
    assertThat(StageStrip.of(item(null, DEPLOYED), journey)).isNull();
  }

  private static StageStrip strip(Journey journey) {
    StageStrip strip = StageStrip.of(item(COMMIT, DEPLOYED), journey);
    assertThat(strip).isNotNull();
    return strip;
  }

  private static Observation item(@Nullable Instant from, Instant to) {
    return new Observation(
        "1",
        "merge_request",
        null,
        null,
        null,
        null,
        to,
        from,
        to,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }
}
