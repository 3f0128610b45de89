package io.throughline.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Adds up histograms by cell and service, and tells of each cell what the worst service says. */
final class HistogramSum {
  private final int branch;
  private final int percentile;
  private final int[] places;
  private final long[] n;
  private final List<Map<Long, Histogram>> services;

  /**
   * @param places which of a row's numbers its counts are
   */
  HistogramSum(int branch, int percentile, int[] places, int cells) {
    this.branch = branch;
    this.percentile = percentile;
    this.places = places;
    this.n = new long[cells];
    this.services = Stream.<Map<Long, Histogram>>generate(HashMap::new).limit(cells).toList();
  }

  void add(long service, double[] numbers, Groups.Cells cells) {
    for (int place : places) {
      if (Double.isNaN(numbers[place])) {
        return;
      }
    }
    for (int i = 0; i < cells.size(); i++) {
      int cell = cells.get(i);
      n[cell]++;
      services.get(cell).computeIfAbsent(service, s -> new Histogram()).add(numbers, places);
    }
  }

  void finish(Map<Summary.Key, Summary> found) {
    for (int cell = 0; cell < n.length; cell++) {
      Histogram worst = null;
      for (Histogram one : services.get(cell).values()) {
        if (!one.isEmpty() && (worst == null || one.at(percentile) > worst.at(percentile))) {
          worst = one;
        }
      }
      if (worst != null) {
        found.put(
            new Summary.Key(branch, cell), Summary.histogram(n[cell], worst, worst.at(percentile)));
      }
    }
  }
}
