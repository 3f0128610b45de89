package io.throughline.report.jmeter;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of a CSV that tell something about a sample, and all others. */
enum Column {
  START("timeStamp"),
  ELAPSED("elapsed"),
  LABEL("label"),
  CODE("responseCode"),
  MESSAGE("responseMessage"),
  THREAD("threadName"),
  TYPE("dataType"),
  SUCCESS("success"),
  USERS("allThreads"),
  SAMPLES("SampleCount"),
  OTHER("");

  private static final Map<String, Column> BY_NAME =
      Arrays.stream(values())
          .filter(column -> column != OTHER)
          .collect(Collectors.toMap(column -> column.title, Function.identity()));

  private static final Set<String> OTHERS =
      Set.of(
          "failureMessage",
          "bytes",
          "sentBytes",
          "grpThreads",
          "URL",
          "Filename",
          "Latency",
          "Encoding",
          "ErrorCount",
          "Hostname",
          "IdleTime",
          "Connect");

  private final String title;

  Column(String title) {
    this.title = title;
  }

  /** The column of a name; {@link #OTHER} for one of a variable too. */
  static Column of(String name) {
    return BY_NAME.getOrDefault(name, OTHER);
  }

  /** Whether JMeter has a column of this name. */
  static boolean isKnown(String name) {
    return BY_NAME.containsKey(name) || OTHERS.contains(name);
  }
}
