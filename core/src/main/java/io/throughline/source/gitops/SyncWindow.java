package io.throughline.source.gitops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A window of time that lets syncs of an application in, or holds them back.
 *
 * @param kind {@code allow} or {@code deny}, or whatever else the controller says
 * @param schedule when it opens, as cron writes it ({@code 0 16 * * 5})
 * @param duration how long it is open, as Go writes it ({@code 62h})
 * @param zone the time zone of the schedule; null when that is not told
 * @param byHand whether a person may sync against it
 */
public record SyncWindow(
    String kind, String schedule, String duration, @Nullable String zone, boolean byHand) {
  private static final int FIELDS = 5;
  private static final int LONGEST = 120;

  /** All as one text, one a line; empty text for none. */
  public static String text(List<SyncWindow> windows) {
    return windows.stream().map(SyncWindow::line).collect(Collectors.joining("\n"));
  }

  /** What {@link #text} wrote; a line that it did not write is left out. */
  public static List<SyncWindow> parse(String text) {
    List<SyncWindow> windows = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] parts = line.split("\t", -1);
      if (parts.length == FIELDS) {
        windows.add(
            new SyncWindow(
                parts[0],
                parts[1],
                parts[2],
                parts[3].isEmpty() ? null : parts[3],
                Boolean.parseBoolean(parts[4])));
      }
    }
    return List.copyOf(windows);
  }

  private String line() {
    return String.join(
        "\t",
        plain(kind),
        plain(schedule),
        plain(duration),
        zone == null ? "" : plain(zone),
        Boolean.toString(byHand));
  }

  private static String plain(String text) {
    String flat = text.replaceAll("\\s+", " ").strip();
    return flat.length() > LONGEST ? flat.substring(0, LONGEST) : flat;
  }
}
