package io.throughline.simulator.truth;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Ticket;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /simulator/truth}, {@code /simulator/truth/items}, {@code .../sprints} and others. */
public final class TruthPage {
  private final View view;

  public TruthPage(View view) {
    this.view = view;
  }

  /**
   * The readings, or the items behind them.
   *
   * @param query metric, part, team, from, to, grain, service; {@code argo}: since when somebody
   *     looks at Argo CD, which then tells what arrived when; left out for GitLab alone
   * @throws IllegalArgumentException with the fault when a parameter is wrong
   */
  public Json.Part answer(Map<String, String> query, boolean items) {
    long now = view.now();
    String metric = query.getOrDefault("metric", "");
    String team = query.get("team");
    LocalDate today = Instant.ofEpochMilli(now).atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate from = date(query.get("from"), today.minusWeeks(12));
    LocalDate to = date(query.get("to"), today.plusDays(1));
    String service = query.get("service");
    List<ProjectHistory> histories =
        view.world().histories().stream()
            .filter(h -> service == null || service.equals(h.project().serviceId()))
            .toList();
    String seen = query.get("argo");
    Metrics metrics =
        seen == null
            ? new Metrics(histories, view.overlay(), now, key -> born(key, now))
            : new Metrics(
                histories,
                view.overlay(),
                now,
                key -> born(key, now),
                production(instant(seen, now), true)::arrived);
    Truth truth = new Truth(view.company(), metrics, view.world().tracker(), now);
    if (items) {
      List<Item> found = truth.items(metric, query.get("part"), team, from, to);
      return out -> list(out, found, TruthPage::item);
    }
    String grain = query.getOrDefault("grain", "week");
    List<Reading> readings =
        Effort.METRICS.contains(metric)
            ? truth.effort(metric, query.get("part"), team, from, to, grain)
            : truth.readings(metric, query.get("part"), team, from, to, grain);
    return out -> list(out, readings, TruthPage::reading);
  }

  private boolean born(String key, long now) {
    Ticket ticket = view.world().tracker().ticket(key);
    return ticket != null && ticket.createdAt() <= now;
  }

  /**
   * The readings of closed sprints, or of the periods in which they were closed.
   *
   * @param query metric, team, from, to, grain (sprint, or as in {@link #answer}), weight (points
   *     or count)
   * @throws IllegalArgumentException with the fault when a parameter is wrong
   */
  public Json.Part sprints(Map<String, String> query) {
    long now = view.now();
    SprintTruth truth = new SprintTruth(view.company(), view.world().tracker(), now);
    LocalDate today = Instant.ofEpochMilli(now).atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate from = date(query.get("from"), today.minusWeeks(12));
    LocalDate to = date(query.get("to"), today.plusDays(1));
    String metric = query.getOrDefault("metric", "");
    String team = query.get("team");
    boolean byPoints =
        switch (query.getOrDefault("weight", "points")) {
          case "points" -> true;
          case "count" -> false;
          default -> throw new IllegalArgumentException("weight is points or count");
        };
    String grain = query.getOrDefault("grain", "sprint");
    if (metric.equals("wip_age")) {
      List<Reading> ages =
          new AgeTruth(view.company(), view.world().tracker(), now).readings(team, from, to, grain);
      return out -> list(out, ages, TruthPage::reading);
    }
    if (NextSprintTruth.METRICS.contains(metric)) {
      List<Reading> planned =
          new NextSprintTruth(view.company(), view.world().tracker(), now)
              .readings(metric, team, from, to, grain);
      return out -> list(out, planned, TruthPage::reading);
    }
    if (grain.equals("sprint")) {
      List<SprintTruth.SprintReading> found = truth.sprints(metric, team, from, to, byPoints);
      return out -> list(out, found, TruthPage::sprint);
    }
    List<Reading> found = truth.periods(metric, team, from, to, grain, byPoints);
    return out -> list(out, found, TruthPage::reading);
  }

  /**
   * The readings of documents.
   *
   * @param query metric, team, from, to, grain
   * @throws IllegalArgumentException with the fault when a parameter is wrong
   */
  public Json.Part documents(Map<String, String> query) {
    long now = view.now();
    LocalDate today = Instant.ofEpochMilli(now).atZone(ZoneOffset.UTC).toLocalDate();
    List<Reading> found =
        new DocumentTruth(view.company(), view.world().tracker(), now)
            .readings(
                query.getOrDefault("metric", ""),
                query.get("team"),
                date(query.get("from"), today.minusWeeks(12)),
                date(query.get("to"), today.plusDays(1)),
                query.getOrDefault("grain", "week"));
    return out -> list(out, found, TruthPage::reading);
  }

  /**
   * The readings of the quality of code.
   *
   * @param query metric, team, from, to, grain
   * @throws IllegalArgumentException with the fault when a parameter is wrong
   */
  public Json.Part code(Map<String, String> query) {
    long now = view.now();
    LocalDate today = Instant.ofEpochMilli(now).atZone(ZoneOffset.UTC).toLocalDate();
    List<Reading> found =
        new CodeTruth(view.company(), view.world().codeQuality(), now)
            .readings(
                query.getOrDefault("metric", ""),
                query.get("team"),
                date(query.get("from"), today.minusWeeks(12)),
                date(query.get("to"), today.plusDays(1)),
                query.getOrDefault("grain", "week"));
    return out -> list(out, found, TruthPage::reading);
  }

  /**
   * The readings of what gates say.
   *
   * @param query metric, part, team, from, to, grain; {@code seen}: since when somebody looks at
   *     Argo CD, the beginning of this run when left out; {@code argocd=false} when nobody does
   * @param begun when this run began, epoch milliseconds
   * @throws IllegalArgumentException with the fault when a parameter is wrong
   */
  public Json.Part gates(Map<String, String> query, long begun) {
    long now = view.now();
    LocalDate today = Instant.ofEpochMilli(now).atZone(ZoneOffset.UTC).toLocalDate();
    List<Reading> found =
        new GateTruth(
                view.company(),
                view.world().histories(),
                view.world().codeQuality(),
                "false".equals(query.get("argocd")) ? null : view.production(),
                now,
                instant(query.get("seen"), begun))
            .readings(
                query.getOrDefault("metric", ""),
                query.get("part"),
                query.get("team"),
                date(query.get("from"), today.minusWeeks(12)),
                date(query.get("to"), today.plusDays(1)),
                query.getOrDefault("grain", "week"));
    return out -> list(out, found, TruthPage::reading);
  }

  /**
   * The readings of deployments to production, or the items behind them.
   *
   * @param query metric, team, from, to, grain; {@code seen}: since when somebody looks at Argo CD,
   *     the beginning of this run when left out; {@code incidents=false} when nobody listens to
   *     what tells of incidents; {@code items=true}
   * @param begun when this run began, epoch milliseconds
   * @throws IllegalArgumentException with the fault when a parameter is wrong
   */
  public Json.Part production(Map<String, String> query, long begun) {
    long now = view.now();
    LocalDate today = Instant.ofEpochMilli(now).atZone(ZoneOffset.UTC).toLocalDate();
    ProductionTruth truth =
        production(instant(query.get("seen"), begun), !"false".equals(query.get("incidents")));
    String metric = query.getOrDefault("metric", "");
    if ("true".equals(query.get("items"))) {
      List<Item> items = truth.items(metric, query.get("team"));
      return out -> list(out, items, TruthPage::item);
    }
    List<Reading> found =
        truth.readings(
            metric,
            query.get("team"),
            date(query.get("from"), today.minusWeeks(12)),
            date(query.get("to"), today.plusDays(1)),
            query.getOrDefault("grain", "week"));
    return out -> list(out, found, TruthPage::reading);
  }

  private ProductionTruth production(long seenFrom, boolean incidents) {
    return new ProductionTruth(
        view.company(),
        view.world().histories(),
        view.world().tracker(),
        view.production(),
        view.overlay()::has,
        view.now(),
        seenFrom,
        incidents);
  }

  static long instant(@Nullable String text, long otherwise) {
    try {
      return text == null ? otherwise : Instant.parse(text).toEpochMilli();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a moment like 2026-03-01T09:00:00Z: " + text, e);
    }
  }

  interface Row<T> {
    void to(JsonGenerator out, T item) throws IOException;
  }

  static <T> void list(JsonGenerator out, List<T> rows, Row<T> row) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("items");
    for (T item : rows) {
      out.writeStartObject();
      row.to(out, item);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  static void reading(JsonGenerator out, Reading r) throws IOException {
    out.writeStringField("from", r.from().toString());
    out.writeStringField("to", r.to().toString());
    number(out, "value", r.value());
    number(out, "p50", r.p50());
    number(out, "p75", r.p75());
    number(out, "p90", r.p90());
    out.writeNumberField("n", r.n());
    out.writeNumberField("people", r.people());
    number(out, "numerator", r.numerator());
    number(out, "denominator", r.denominator());
  }

  private static void sprint(JsonGenerator out, SprintTruth.SprintReading r) throws IOException {
    out.writeNumberField("sprint", r.sprint().id());
    out.writeStringField("name", r.sprint().name());
    out.writeStringField("team", r.sprint().board().team().id());
    out.writeStringField("from", Instant.ofEpochMilli(r.sprint().startAt()).toString());
    out.writeStringField("to", Instant.ofEpochMilli(r.sprint().closedAt()).toString());
    number(out, "value", r.value());
    out.writeNumberField("n", r.n());
    out.writeNumberField("people", r.people());
    out.writeNumberField("estimated", r.estimated());
    out.writeNumberField("numerator", r.numerator());
    out.writeNumberField("denominator", r.denominator());
  }

  static void item(JsonGenerator out, Item item) throws IOException {
    out.writeStringField("subject", item.subject());
    out.writeStringField("at", Instant.ofEpochMilli(item.at()).toString());
    number(out, "value", item.value());
    out.writeNumberField("numerator", item.numerator());
    out.writeNumberField("denominator", item.denominator());
  }

  private static void number(JsonGenerator out, String field, @Nullable Double value)
      throws IOException {
    if (value == null) {
      out.writeNullField(field);
    } else {
      out.writeNumberField(field, value);
    }
  }

  static LocalDate date(@Nullable String text, LocalDate otherwise) {
    try {
      return text == null ? otherwise : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a date like 2026-03-01: " + text, e);
    }
  }
}
