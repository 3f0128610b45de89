package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.WorkCalendar;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Splits people's days over what they worked on. On each local day on which somebody touched
 * anything they are one FTE-day, in equal shares for the distinct items; nobody is ever more. A day
 * counts for the teams that the person was in at its noon, in each once.
 */
final class EffortSums {
  /**
   * What was worked on in a range.
   *
   * @param subject number of a ticket, or of a merge request without any
   * @param money 0 where nothing has a price
   * @param lastAt when the last day began on which it was touched
   */
  record Worked(
      long subject,
      boolean withoutTicket,
      String part,
      double fteDays,
      double money,
      Instant lastAt) {}

  private record Item(long subject, boolean withoutTicket, int part) {}

  private final MetricDefinition definition;
  private final Groups groups;
  private final String first;
  private final List<EffortDays> zones = new ArrayList<>();
  private final @Nullable EffortSum[] sums;
  private final Map<String, Integer> parts = new LinkedHashMap<>();
  private final List<Item> items = new ArrayList<>();

  /** FTE-days, cost and last day of each item in the first cell. */
  private final List<double[]> ofItems = new ArrayList<>();

  private EffortSums(MetricDefinition definition, Groups groups, String first) {
    this.first = first;
    this.definition = definition;
    this.groups = groups;
    this.sums = new EffortSum[groups.cells()];
  }

  /** Reads what was touched, and splits the days. */
  static EffortSums read(
      Connection connection, MetricDefinition definition, Groups groups, Organisation organisation)
      throws SQLException {
    EffortSums sums = new EffortSums(definition, groups, organisation.investment().first().id());
    if (groups.slice().service() == null && groups.from().isBefore(groups.to())) {
      sums.read(connection, Staff.read(connection, organisation));
    }
    return sums;
  }

  private void read(Connection connection, Staff staff) throws SQLException {
    Map<ZoneId, List<Integer>> byZone = new LinkedHashMap<>();
    for (int g = 0; g < groups.all().size(); g++) {
      byZone.computeIfAbsent(groups.all().get(g).slice().zone(), z -> new ArrayList<>()).add(g);
    }
    byZone.forEach((zone, own) -> zones.add(new EffortDays(groups, zone, own)));
    List<Long> people = touches(connection, staff, zones);
    for (EffortDays days : zones) {
      split(days, people, staff);
    }
  }

  /** Gives the people by the numbers that their touches have. */
  private List<Long> touches(Connection connection, Staff staff, List<EffortDays> all)
      throws SQLException {
    List<Long> people = new ArrayList<>();
    Map<Long, Integer> byPerson = new HashMap<>();
    Map<Long, Integer> byItem = new HashMap<>();
    List<Map<WorkCalendar, boolean[]>> works =
        all.stream().<Map<WorkCalendar, boolean[]>>map(days -> new HashMap<>()).toList();
    String sql = EffortSql.sql(definition, groups.slice(), groups.from(), groups.to());
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        long who = rows.getLong(EffortSql.PERSON);
        Integer person = byPerson.get(who);
        if (person == null) {
          person = people.size();
          people.add(who);
          byPerson.put(who, person);
        }
        long subject = rows.getLong(EffortSql.SUBJECT);
        boolean withoutTicket = rows.getBoolean(EffortSql.WITHOUT_TICKET);
        // Numbers of merge requests and of tickets may be the same.
        Integer item = byItem.get(withoutTicket ? ~subject : subject);
        if (item == null) {
          item = items.size();
          byItem.put(withoutTicket ? ~subject : subject, item);
          String part = rows.getString(EffortSql.PART);
          items.add(
              new Item(subject, withoutTicket, parts.computeIfAbsent(part, p -> parts.size())));
          ofItems.add(new double[3]);
        }
        boolean working = rows.getBoolean(EffortSql.WORKING);
        long from = rows.getLong(EffortSql.FROM);
        long to = rows.getLong(EffortSql.TO);
        for (int i = 0; i < all.size(); i++) {
          EffortDays days = all.get(i);
          boolean[] on =
              working
                  ? works.get(i).computeIfAbsent(staff.calendar(who), c -> works(c, days))
                  : null;
          days.touch(person, item, from, to, on);
        }
      }
    }
    return people;
  }

  private static boolean[] works(WorkCalendar calendar, EffortDays days) {
    boolean[] works = new boolean[days.days()];
    for (int day = 0; day < works.length; day++) {
      works[day] = calendar.worksOn(days.date(day));
    }
    return works;
  }

  private void split(EffortDays days, List<Long> people, Staff staff) {
    boolean priced = EffortMeasure.of(definition) == EffortMeasure.MONEY;
    Groups.Cells cells = groups.new Cells();
    days.each(
        (person, day, touched, count) -> {
          long who = people.get(person);
          double price = priced ? staff.price(who, days.date(day)) : Double.NaN;
          cells.of(who, -1);
          cells.groups(
              days.noon(day),
              group ->
                  days.cells(group, day, cell -> add(cell, person, day, touched, count, price)));
        });
  }

  private void add(int cell, int person, int day, int[] touched, int count, double price) {
    EffortSum sum = sums[cell];
    if (sum == null) {
      sum = new EffortSum();
      sums[cell] = sum;
    }
    sum.day(person, price);
    double share = 1.0 / count;
    for (int i = 0; i < count; i++) {
      sum.share(items.get(touched[i]).part(), share, price);
      if (cell == 0) {
        double[] own = ofItems.get(touched[i]);
        own[0] += share;
        own[1] += Double.isNaN(price) ? 0 : share * price;
        own[2] = Math.max(own[2], day);
      }
    }
  }

  /**
   * Adds the sums of all cells to those that were found.
   *
   * @param part null for the headline: the first category's where a share is told, else all
   */
  void summaries(int branch, @Nullable String part, Map<Summary.Key, Summary> found) {
    EffortMeasure measure = EffortMeasure.of(definition);
    int number = number(part);
    for (int cell = 0; cell < sums.length; cell++) {
      EffortSum sum = sums[cell];
      if (sum != null) {
        found.put(new Summary.Key(branch, cell), sum.summary(number, measure));
        Summary coverage = sum.coverage(measure);
        if (coverage != null) {
          found.put(new Summary.Key(Asked.priced(branch), cell), coverage);
        }
      }
    }
  }

  private int number(@Nullable String part) {
    if (part == null && EffortMeasure.of(definition) != EffortMeasure.SHARE) {
      return -1;
    }
    return parts.getOrDefault(part == null ? first : part, Integer.MAX_VALUE);
  }

  /** What was worked on in the first cell, of one part or of all. */
  List<Worked> worked(@Nullable String part) {
    List<Worked> worked = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      double[] own = ofItems.get(i);
      Item item = items.get(i);
      if (own[0] > 0 && (part == null || item.part() == number(part))) {
        worked.add(
            new Worked(
                item.subject(),
                item.withoutTicket(),
                parts().get(item.part()),
                own[0],
                own[1],
                zones.getFirst().starts((int) own[2])));
      }
    }
    return worked;
  }

  /** The parts that anybody worked on, the most days first. */
  List<String> bySize() {
    Map<String, Double> sizes = new HashMap<>();
    parts.forEach(
        (part, number) ->
            sizes.put(
                part,
                Arrays.stream(sums)
                    .filter(Objects::nonNull)
                    .mapToDouble(sum -> sum.fteDays(number))
                    .sum()));
    return sizes.entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Double> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The parts that anybody worked on, in any order. */
  List<String> parts() {
    return List.copyOf(parts.keySet());
  }
}
