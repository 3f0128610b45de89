package io.throughline.source.pagerduty;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The incidents that are open, and when each changed last as PagerDuty says.
 *
 * @param whole whether all were told; else nothing follows from one that is missing
 */
record OpenIncidents(
    FeedRun run, Map<String, String> before, Map<String, String> now, boolean whole) {
  private static final String OPEN = "open";
  private static final String PATH =
      "/incidents?"
          + Api.parameter("statuses[]", "triggered").substring(1)
          + Api.parameter("statuses[]", "acknowledged")
          + Api.parameter("date_range", "all")
          + Api.parameter("sort_by", "created_at:asc")
          + Api.parameter("time_zone", "UTC");

  static OpenIncidents list(FeedRun run) throws SourceException, InterruptedException {
    Map<String, String> now = new TreeMap<>();
    boolean whole =
        new Api(run)
            .each(
                PATH,
                "incidents",
                Api.MOST_ROWS,
                page -> {
                  for (JsonValue row : page.rows()) {
                    now.put(Api.id(PATH, row), changed(row));
                  }
                });
    return new OpenIncidents(run, parse(run.cursor(OPEN).orElse("")), now, whole);
  }

  /** Empty text where it is not told. */
  private static String changed(JsonValue row) throws SourceException {
    try {
      String updated = row.text("updated_at");
      String text = updated == null ? row.text("last_status_change_at") : updated;
      return text == null ? "" : text.replaceAll("\\s", "");
    } catch (UnmappableException e) {
      throw Api.misshapen(PATH, e);
    }
  }

  /**
   * Those that are new on the list, that changed, or that are no longer on it.
   *
   * @param read those that were read just now
   */
  Set<String> changed(Set<String> read) {
    Set<String> changed = new TreeSet<>();
    now.forEach(
        (id, updated) -> {
          if (!updated.equals(before.get(id))) {
            changed.add(id);
          }
        });
    if (whole) {
      before.keySet().stream().filter(id -> !now.containsKey(id)).forEach(changed::add);
    }
    changed.removeAll(read);
    return changed;
  }

  /** Remembers them, after what changed was read. */
  void save() {
    String text =
        now.entrySet().stream()
            .map(one -> one.getKey() + "\t" + one.getValue())
            .collect(Collectors.joining("\n"));
    if (!text.equals(run.cursor(OPEN).orElse(""))) {
      run.saveCursor(OPEN, text);
    }
  }

  private static Map<String, String> parse(String text) {
    Map<String, String> known = new TreeMap<>();
    text.lines()
        .map(line -> line.split("\t", 2))
        .filter(parts -> parts.length == 2 && Ids.isId(parts[0]))
        .forEach(parts -> known.put(parts[0], parts[1]));
    return known;
  }
}
