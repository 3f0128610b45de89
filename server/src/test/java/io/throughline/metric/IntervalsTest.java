package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class IntervalsTest {
  @Test
  void theRankIsTheHighestThatKeepsTheChanceBelowTwoAndAHalfPercent() {
    for (int n = 6; n <= 900; n++) {
      int rank = (int) Intervals.rank(n);
      assertThat(OracleReading.binomialBelow(n, rank)).as("n " + n).isLessThanOrEqualTo(0.025);
      assertThat(OracleReading.binomialBelow(n, rank + 1)).as("n " + n).isGreaterThan(0.025);
    }
  }

  /** Golden case 30's interval: 14 of 40 is 35 %, 22 to 50 %. */
  @Test
  void wilsonOfFourteenInForty() {
    Intervals.Interval interval = Intervals.wilson(14, 40);
    assertThat(interval.low()).isCloseTo(0.22, within(0.005));
    assertThat(interval.high()).isCloseTo(0.50, within(0.005));
  }

  @Test
  void aShareOfNothingStillHasAnUpperEnd() {
    assertThat(Intervals.wilson(0, 10).low()).isCloseTo(0, within(1e-12));
    assertThat(Intervals.wilson(0, 10).high()).isBetween(0.2, 0.35);
  }
}
