package io.throughline.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether forecasts came true: of the sprints whose chance lay in a band, how many were done by
 * their planned end. Good forecasts lie near to what they said.
 */
public record Calibration(List<Band> bands) {
  private static final int BANDS = 5;

  public Calibration {
    bands = List.copyOf(bands);
  }

  /**
   * A forecast of what is over.
   *
   * @param chance 0 to 1
   * @param kept whether all was done by the planned end
   */
  public record Known(double chance, boolean kept) {}

  /**
   * Sprints whose chance lay in {@code [from, to)}; the last band has its end.
   *
   * @param said mean of the chances
   * @param kept how many were done in time
   */
  public record Band(double from, double to, int sprints, double said, int kept) {}

  /** Bands of a fifth each, those without sprints left out. */
  public static Calibration of(List<Known> known) {
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < BANDS; i++) {
      int band = i;
      List<Known> inside =
          known.stream()
              .filter(k -> Math.min(BANDS - 1, (int) (k.chance() * BANDS)) == band)
              .toList();
      if (!inside.isEmpty()) {
        bands.add(
            new Band(
                i / (double) BANDS,
                (i + 1) / (double) BANDS,
                inside.size(),
                inside.stream().mapToDouble(Known::chance).average().orElseThrow(),
                (int) inside.stream().filter(Known::kept).count()));
      }
    }
    return new Calibration(bands);
  }
}
