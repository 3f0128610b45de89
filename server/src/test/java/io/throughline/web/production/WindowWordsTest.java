package io.throughline.web.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.running.DeploymentDetail.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowWordsTest {
  @ParameterizedTest
  @CsvSource({
    "0 16 * * 5, 62h, kept out Fri 16:00 to Mon 06:00 (UTC)",
    "0 22 * * fri, 8h, kept out Fri 22:00 to Sat 06:00 (UTC)",
    "30 0 * * 0, 1h30m, kept out Sun 00:30 to Sun 02:00 (UTC)",
    "30 0 * * 7, 90m, kept out Sun 00:30 to Sun 02:00 (UTC)",
    "0 22 * * *, 10h, kept out daily 22:00 to 08:00 (UTC)",
    "0 22 * * *, 24h, kept out by the schedule “0 22 * * *” for 24h (UTC)",
    "0 9 * * 1-5, 8h, kept out by the schedule “0 9 * * 1-5” for 8h (UTC)",
    "0 0 24 12 *, 72h, kept out by the schedule “0 0 24 12 *” for 72h (UTC)",
    "0 25 * * 1, 1h, kept out by the schedule “0 25 * * 1” for 1h (UTC)",
    "0 16 * * 5, soon, kept out by the schedule “0 16 * * 5” for soon (UTC)",
    "0 16 * * 5, 200h, kept out by the schedule “0 16 * * 5” for 200h (UTC)",
  })
  void plainHoursAreTold(String schedule, String duration, String words) {
    assertThat(WindowWords.of(new Window("deny", schedule, duration, "UTC", false, true)))
        .isEqualTo(words);
  }

  @Test
  void whatIsNotKnownIsSaid() {
    assertThat(WindowWords.of(new Window("allow", "0 9 * * 1", "8h", null, true, false)))
        .isEqualTo(
            "let in only Mon 09:00 to Mon 17:00 (its time zone is not told), by hand at any time,"
                + " as seen later");
  }
}
