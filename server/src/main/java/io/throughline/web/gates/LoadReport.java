package io.throughline.web.gates;

import io.throughline.evidenced.LoadTrend;
import io.throughline.evidenced.LoadTrend.Point;
import io.throughline.evidenced.LoadTrend.Transaction;
import io.throughline.model.metric.Unit;
import io.throughline.web.gates.LoadPage.OfService;
import io.throughline.web.gates.LoadPage.Row;
import io.throughline.web.part.Mark;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The load tests of services in tables, beside their charts. */
final class LoadReport {
  private LoadReport() {}

  /** Those services of which any transaction was measured. */
  static List<OfService> of(List<LoadTrend> trends, ZoneId zone) {
    List<LoadTrend> measured =
        trends.stream()
            .filter(trend -> trend.transactions().stream().anyMatch(t -> !t.points().isEmpty()))
            .toList();
    return IntStream.range(0, measured.size())
        .mapToObj(i -> service("load-" + i, measured.get(i), zone))
        .toList();
  }

  private static OfService service(String id, LoadTrend trend, ZoneId zone) {
    List<Transaction> slowest =
        trend.transactions().stream()
            .filter(transaction -> !transaction.points().isEmpty())
            .sorted(Comparator.comparingDouble(LoadReport::last).reversed())
            .toList();
    return new OfService(
        id,
        trend.serviceName(),
        LoadCharts.chart(id, trend.serviceName(), slowest, zone),
        slowest.size() <= LoadCharts.DRAWN
            ? ""
            : "The " + LoadCharts.DRAWN + " slowest of " + slowest.size() + " are drawn.",
        slowest.stream().map(transaction -> row(transaction, zone)).toList());
  }

  private static double last(Transaction transaction) {
    return transaction.points().getLast().p95();
  }

  private static Row row(Transaction transaction, ZoneId zone) {
    Point last = transaction.points().getLast();
    Double limit = transaction.limit();
    Integer users = last.users();
    return new Row(
        transaction.name(),
        ms(last.p95()),
        limit == null ? "none agreed" : "at most " + ms(limit),
        limit == null
            ? new Mark("none", "none", "no limit")
            : last.p95() <= limit
                ? new Mark("met", "met", "within it")
                : new Mark("missed", "missed", "slower"),
        change(transaction.points()),
        ms(last.p50()),
        Numbers.count(last.samples()),
        last.errorRate() == null ? "–" : Numbers.edge(last.errorRate()) + " %",
        users == null ? "–" : Numbers.count(users),
        Times.moment(last.at(), zone));
  }

  /** With another number of users nothing can be compared. */
  private static String change(List<Point> points) {
    if (points.size() < 2) {
      return "–";
    }
    Point last = points.getLast();
    Point before = points.get(points.size() - 2);
    if (!Objects.equals(last.users(), before.users())) {
      return "– other users";
    }
    if (before.p95() == 0) {
      return "–";
    }
    double share = last.p95() / before.p95() - 1;
    return (share < 0 ? "−" : "+") + Numbers.percent(Math.abs(share));
  }

  private static String ms(@Nullable Double value) {
    return value == null ? "–" : Numbers.withUnit(value, Unit.MILLISECONDS);
  }
}
