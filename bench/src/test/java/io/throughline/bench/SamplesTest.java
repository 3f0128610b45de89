package io.throughline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void percentilesAreValuesThatWereMeasured() {
    double[] values = new double[20];
    for (int i = 0; i < 20; i++) {
      values[i] = 20 - i;
    }
    Samples samples = Samples.of(values);
    assertThat(samples.median()).isEqualTo(10);
    assertThat(samples.p95()).isEqualTo(19);
    assertThat(Samples.of(3).p95()).isEqualTo(3);
  }

  @Test
  void goalLooksAtTheValueItIsAbout() {
    assertThat(Goal.p95AtMost(300).reached(100, 301.0)).isFalse();
    assertThat(Goal.atMost(300).reached(100, 301.0)).isTrue();
    assertThat(Goal.atLeast(300).reached(299, null)).isFalse();
  }
}
