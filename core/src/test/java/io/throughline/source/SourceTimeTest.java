package io.throughline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2015-05-17 18:08:09 UTC, 2015-05-17T18:08:09Z",
    "2021-04-28 21:50:00 +0200, 2021-04-28T19:50:00Z",
    "2021-02-25T21:23:34Z, 2021-02-25T21:23:34Z",
    "2016-08-11T11:32:35.444Z, 2016-08-11T11:32:35.444Z",
    "2012-01-03T23:36:29+02:00, 2012-01-03T21:36:29Z",
    "2015-04-08T21: 00:25-07:00, 2015-04-09T04:00:25Z",
    "2024-02-29T10:00:00.123456789Z, 2024-02-29T10:00:00.123456789Z",
    "2020-03-29T02:30:00.5+0100, 2020-03-29T01:30:00.500Z",
  })
  void readsEveryShape(String text, Instant expected) {
    assertThat(SourceTime.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2015-05-17",
        "2015-05-17T18:08:09",
        "2015-02-30T00:00:00Z",
        "2015-05-17T25:00:00Z",
        "+1000000-01-01T00:00:00Z",
        "1431886089",
        "2015-05-17T18:08:09+99:00"
      })
  void refusesWhatIsNoInstant(String text) {
    assertThatThrownBy(() -> SourceTime.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void aDayAheadIsTheLimit() {
    Instant received = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(SourceTime.absurd(Instant.parse("2026-01-02T00:00:00Z"), received)).isFalse();
    assertThat(SourceTime.absurd(Instant.parse("2026-01-02T00:00:01Z"), received)).isTrue();
    assertThat(SourceTime.absurd(Instant.parse("1969-12-31T23:59:59Z"), received)).isTrue();
  }
}
