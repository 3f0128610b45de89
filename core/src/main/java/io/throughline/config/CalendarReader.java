package io.throughline.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.model.time.WorkCalendar;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads working calendars. Someone who names a zone and no calendar works by the organisation's
 * rules in that zone; such a calendar is made here and named {@code default@Zone}.
 */
final class CalendarReader {
  static final String DEFAULT = "default";
  private static final Set<DayOfWeek> WEEKDAYS =
      Set.of(
          DayOfWeek.MONDAY,
          DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY,
          DayOfWeek.THURSDAY,
          DayOfWeek.FRIDAY);

  private final Values values;
  private final ZoneId zone;
  private final Map<String, WorkCalendar> calendars = new LinkedHashMap<>();

  CalendarReader(Values values, JsonNode root, ZoneId zone) {
    this.values = values;
    this.zone = zone;
    calendars.put(DEFAULT, calendar(root.path("calendar"), "calendar", zone));
    root.path("calendars")
        .properties()
        .forEach(
            e ->
                calendars.put(e.getKey(), calendar(e.getValue(), "calendars." + e.getKey(), zone)));
  }

  Map<String, WorkCalendar> calendars() {
    return calendars;
  }

  /**
   * The name of the calendar that a team or a person asks for.
   *
   * @param own its zone; null when it names none
   * @return null when it asks for nothing of its own
   */
  @Nullable String named(JsonNode owner, String where, @Nullable ZoneId own) {
    JsonNode name = owner.path("calendar");
    if (name.isTextual()) {
      if (!calendars.containsKey(name.asText())) {
        values.problem(
            name,
            where + ".calendar",
            "there is no calendar "
                + name.asText()
                + "; known: "
                + String.join(", ", calendars.keySet()));
        return null;
      }
      return name.asText();
    }
    if (name.isObject()) {
      return kept(calendar(name, where + ".calendar", own == null ? zone : own));
    }
    if (own == null || own.equals(zone)) {
      return null;
    }
    WorkCalendar rules = calendars.getOrDefault(DEFAULT, WorkCalendar.plain(zone));
    String key = DEFAULT + "@" + own;
    calendars.putIfAbsent(key, rules.in(own));
    return key;
  }

  /** The name of an equal calendar; many people share one that each of them wrote out. */
  private String kept(WorkCalendar calendar) {
    for (Map.Entry<String, WorkCalendar> known : calendars.entrySet()) {
      if (known.getValue().equals(calendar)) {
        return known.getKey();
      }
    }
    String key = "own-" + calendars.size();
    calendars.put(key, calendar);
    return key;
  }

  private WorkCalendar calendar(JsonNode node, String where, ZoneId otherwise) {
    if (!node.isObject()) {
      return WorkCalendar.plain(otherwise);
    }
    ZoneId own = values.zone(node.path("zone"), where + ".zone", otherwise);
    Set<DayOfWeek> days =
        node.path("days").isArray()
            ? StreamSupport.stream(node.path("days").spliterator(), false)
                .flatMap(
                    day ->
                        Arrays.stream(DayOfWeek.values())
                            .filter(
                                d ->
                                    d.name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .startsWith(day.asText("-"))))
                .collect(Collectors.toSet())
            : WEEKDAYS;
    LocalTime from = null;
    LocalTime to = null;
    String hours = node.path("hours").asText("");
    if (hours.matches("\\d\\d:\\d\\d-\\d\\d:\\d\\d")) {
      // 24:00 is the end of the day, which a LocalTime cannot say; the last minute's end is as
      // near.
      String end = hours.substring(6);
      from = LocalTime.parse(hours.substring(0, 5));
      to = end.equals("24:00") ? LocalTime.MAX : LocalTime.parse(end);
      if (!from.isBefore(to)) {
        values.problem(node.path("hours"), where + ".hours", "the day must end after it begins");
      }
    }
    return new WorkCalendar(
        own, days, from, to, values.dates(node.path("holidays"), where + ".holidays"));
  }
}
