package io.throughline.api;

import io.throughline.metric.ReadingQuery;
import io.throughline.metric.Scope;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.time.Grain;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters that every question for readings shares. */
public class QueryParameters {
  private static final int DEFAULT_WEEKS = 12;
  private static final Set<String> CLASSES = Set.of("human", "assisted", "agent");

  @QueryParam("team")
  @Parameter(description = "Id of a team; with all teams below it. Left out: everything.")
  @Nullable String team;

  @QueryParam("service")
  @Parameter(description = "Id of a service. Not together with team.")
  @Nullable String service;

  @QueryParam("from")
  @Parameter(description = "First local day, 2026-01-05. Default: twelve weeks before to.")
  @Nullable String from;

  @QueryParam("to")
  @Parameter(description = "The day after the last one. Default: tomorrow.")
  @Nullable String to;

  @QueryParam("grain")
  @Parameter(description = "day, week (default), month, quarter, sprint or total.")
  @Nullable String grain;

  @QueryParam("class")
  @Parameter(description = "Only changes of one class of authors: human, assisted or agent.")
  @Nullable String authorClass;

  @QueryParam("part")
  @Parameter(
      description = "Only one part of a metric that has parts, as a phase. Left out: all of them.")
  @Nullable String part;

  @QueryParam("clock")
  @Parameter(description = "calendar or working, for durations. Default: as the metric declares.")
  @Nullable String clock;

  ReadingQuery query(String metric, java.time.Clock now, ZoneId zone) {
    LocalDate end = to == null ? LocalDate.now(now.withZone(zone)).plusDays(1) : day("to", to);
    LocalDate start = from == null ? end.minusWeeks(DEFAULT_WEEKS) : day("from", from);
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "from must be before to; to is the day after the last one");
    }
    if (authorClass != null && !CLASSES.contains(authorClass)) {
      throw new IllegalArgumentException(
          "class is " + shortened(authorClass) + "; expected human, assisted or agent");
    }
    return new ReadingQuery(metric, scope(), start, end, grain(), authorClass, otherClock(), part);
  }

  Scope scope() {
    if (team != null && service != null) {
      throw new IllegalArgumentException("name a team or a service, not both");
    }
    if (team != null) {
      return new Scope.OfTeam(team);
    }
    return service == null ? new Scope.Everyone() : new Scope.OfService(service);
  }

  private @Nullable Clock otherClock() {
    String asked = clock;
    if (asked == null) {
      return null;
    }
    return switch (asked) {
      case "calendar" -> Clock.CALENDAR;
      case "working" -> Clock.WORKING;
      default ->
          throw new IllegalArgumentException(
              "clock is " + shortened(asked) + "; expected calendar or working");
    };
  }

  private Grain grain() {
    String asked = grain;
    if (asked == null) {
      return Grain.WEEK;
    }
    String wanted = asked.toUpperCase(Locale.ROOT);
    return Arrays.stream(Grain.values())
        .filter(g -> g.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "grain is "
                        + shortened(asked)
                        + "; expected "
                        + Arrays.stream(Grain.values())
                            .map(g -> g.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }

  static LocalDate day(String name, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() < 1970 || day.getYear() > 9000) {
        throw new IllegalArgumentException(name + " is " + day + "; expected a day from 1970 on");
      }
      return day;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + " is " + shortened(text) + "; expected a day like 2026-01-05", e);
    }
  }

  static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
