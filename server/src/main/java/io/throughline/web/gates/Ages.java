package io.throughline.web.gates;

import io.throughline.evidenced.Vulnerabilities.Found;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Island;
import io.throughline.web.part.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long open vulnerabilities have been known, by severity. */
final class Ages {
  /** In the order in which they are stacked, the worst at the bottom. */
  static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low", "unknown");

  private static final Map<String, String> PAINTS =
      Map.of(
          "critical", "missed",
          "high", "part-2",
          "medium", "part-1",
          "low", "part-others",
          "unknown", "part-rest");
  private static final List<Integer> ENDS = List.of(15, 30, 90);
  private static final List<String> LABELS =
      List.of("under 15 days", "15–29 days", "30–89 days", "90 days and more");

  private Ages() {}

  /**
   * Open vulnerabilities by age; null when there is none.
   *
   * @param whole whether these are all that are open
   */
  static @Nullable Chart chart(List<Found> open, boolean whole, Instant now) {
    if (open.isEmpty()) {
      return null;
    }
    Map<String, long[]> counts = new LinkedHashMap<>();
    SEVERITIES.forEach(severity -> counts.put(severity, new long[LABELS.size()]));
    for (Found found : open) {
      String severity = SEVERITIES.contains(found.severity()) ? found.severity() : "unknown";
      Objects.requireNonNull(counts.get(severity))[bucket(found.since(), now)]++;
    }
    counts.values().removeIf(all -> sum(all) == 0);
    List<Map<String, Object>> series = new ArrayList<>();
    counts.forEach(
        (severity, all) ->
            series.add(
                Map.of(
                    "title",
                    severity,
                    "paint",
                    PAINTS.getOrDefault(severity, "part-rest"),
                    "values",
                    list(all))));
    long[] sums = new long[LABELS.size()];
    counts.values().forEach(all -> add(sums, all));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("unit", "");
    data.put("labels", LABELS);
    data.put("most", null);
    data.put("n", list(sums));
    data.put("what", "vulnerabilities");
    data.put("provisional", LABELS.stream().map(label -> false).toList());
    data.put("series", series);
    return new Chart(
        "ages",
        "stack",
        "Open, by age",
        "Days since each was first found, by severity; n = "
            + Numbers.count(open.size())
            + (whole ? "" : ", the most pressing ones"),
        Island.of(data),
        head(counts),
        rows(counts, sums));
  }

  private static int bucket(Instant since, Instant now) {
    long days = Words.days(since, now);
    int bucket = 0;
    while (bucket < ENDS.size() && days >= ENDS.get(bucket)) {
      bucket++;
    }
    return bucket;
  }

  private static List<String> head(Map<String, long[]> counts) {
    List<String> head = new ArrayList<>(List.of("Age"));
    head.addAll(counts.keySet());
    head.add("all");
    return head;
  }

  private static List<List<String>> rows(Map<String, long[]> counts, long[] sums) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < LABELS.size(); i++) {
      List<String> row = new ArrayList<>(List.of(LABELS.get(i)));
      for (long[] all : counts.values()) {
        row.add(Numbers.count(all[i]));
      }
      row.add(Numbers.count(sums[i]));
      rows.add(row);
    }
    return rows;
  }

  private static void add(long[] sums, long[] all) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += all[i];
    }
  }

  private static long sum(long[] all) {
    long sum = 0;
    for (long one : all) {
      sum += one;
    }
    return sum;
  }

  private static List<Long> list(long[] all) {
    List<Long> list = new ArrayList<>();
    for (long one : all) {
      list.add(one);
    }
    return list;
  }
}
