package io.throughline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.forecast.Calibration.Band;
import io.throughline.forecast.Calibration.Known;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether forecasts came true. */
final class CalibrationTest {
  @Test
  void sprintsLieInTheBandOfTheirChance() {
    Calibration calibration =
        Calibration.of(
            List.of(
                new Known(0, false),
                new Known(0.19, true),
                new Known(0.2, false),
                new Known(0.85, true),
                new Known(1, true),
                new Known(1, false)));
    assertThat(calibration.bands()).extracting(Band::sprints).containsExactly(2, 1, 3);
    assertThat(calibration.bands()).extracting(Band::kept).containsExactly(1, 0, 2);
    assertThat(calibration.bands()).extracting(Band::from).containsExactly(0.0, 0.2, 0.8);
    assertThat(calibration.bands().getLast().said()).isEqualTo(2.85 / 3, within(1e-12));
  }

  @Test
  void nothingKnownHasNoBands() {
    assertThat(Calibration.of(List.of()).bands()).isEmpty();
  }
}
