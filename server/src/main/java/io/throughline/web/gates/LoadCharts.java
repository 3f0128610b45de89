package io.throughline.web.gates;

import io.throughline.evidenced.LoadTrend.Point;
import io.throughline.evidenced.LoadTrend.Transaction;
import io.throughline.model.metric.Unit;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Island;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The 95th percentile of each transaction over time, with its table twin. */
final class LoadCharts {
  /** As many as there are colours that can be told apart. */
  static final int DRAWN = 6;

  private LoadCharts() {}

  /**
   * The chart of a service.
   *
   * @param transactions with points, those to draw first
   */
  static Chart chart(String id, String name, List<Transaction> transactions, ZoneId zone) {
    List<Instant> moments =
        transactions.stream()
            .flatMap(transaction -> transaction.points().stream())
            .map(Point::at)
            .distinct()
            .sorted()
            .toList();
    List<String> labels =
        moments.stream().map(at -> Times.day(LocalDate.ofInstant(at, zone))).toList();
    List<@Nullable Integer> users = users(transactions, moments);
    List<Map<String, Object>> series = new ArrayList<>();
    for (int i = 0; i < Math.min(DRAWN, transactions.size()); i++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("title", transactions.get(i).name());
      one.put("colour", Integer.toString(i + 1));
      one.put("limit", transactions.get(i).limit());
      one.put("values", values(transactions.get(i), moments));
      series.add(one);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("unit", "ms");
    data.put("labels", labels);
    data.put("users", users);
    data.put("series", series);
    boolean changed = IntStream.range(1, users.size()).anyMatch(i -> changed(users, i));
    return new Chart(
        id,
        "load",
        name,
        "95th percentile of each transaction; dashed: the agreed limit; n = "
            + Numbers.count(moments.size())
            + (moments.size() == 1 ? " load test" : " load tests")
            + (changed ? "; upright line: another number of users" : ""),
        Island.of(data),
        Stream.concat(Stream.of("Load test", "users"), transactions.stream().map(Transaction::name))
            .toList(),
        IntStream.range(0, moments.size())
            .mapToObj(i -> row(moments.get(i), users.get(i), transactions, zone))
            .toList());
  }

  /** Whether a load test had another number of users than the one before. */
  private static boolean changed(List<@Nullable Integer> users, int i) {
    return !Objects.equals(users.get(i), users.get(i - 1));
  }

  private static List<@Nullable Integer> users(
      List<Transaction> transactions, List<Instant> moments) {
    List<@Nullable Integer> users = new ArrayList<>();
    for (Instant at : moments) {
      users.add(
          transactions.stream()
              .map(transaction -> at(transaction, at))
              .filter(Objects::nonNull)
              .map(Point::users)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null));
    }
    return users;
  }

  private static List<@Nullable Double> values(Transaction transaction, List<Instant> moments) {
    List<@Nullable Double> values = new ArrayList<>();
    for (Instant at : moments) {
      Point point = at(transaction, at);
      values.add(point == null ? null : point.p95());
    }
    return values;
  }

  private static @Nullable Point at(Transaction transaction, Instant at) {
    return transaction.points().stream()
        .filter(point -> point.at().equals(at))
        .findFirst()
        .orElse(null);
  }

  private static List<String> row(
      Instant at, @Nullable Integer users, List<Transaction> transactions, ZoneId zone) {
    List<String> row = new ArrayList<>();
    row.add(Times.moment(at, zone));
    row.add(users == null ? "–" : Numbers.count(users));
    for (Transaction transaction : transactions) {
      Point point = at(transaction, at);
      row.add(point == null ? "–" : Numbers.withUnit(point.p95(), Unit.MILLISECONDS));
    }
    return row;
  }
}
