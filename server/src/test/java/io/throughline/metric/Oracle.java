package io.throughline.metric;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.MergeRequest;
import io.throughline.model.fact.Pipeline;
import io.throughline.model.org.Dated;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Person;
import io.throughline.model.org.Team;
import io.throughline.model.time.WorkCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every metric, slowly: plain loops over facts, written from the metric specification, without SQL
 * and without the tables that the warehouse derives. Where it and the product differ, one of them
 * is wrong.
 */
final class Oracle {
  private static final List<String> DURATIONS =
      List.of(
          "cycle_time",
          "cycle_time_last",
          "coding_time",
          "pickup_time",
          "review_time",
          "deploy_time",
          "time_to_merge",
          "time_to_merge_from_created");

  /** A measured item; {@code who} is a person's id, an unknown account, or null for a service's. */
  record Item(
      @Nullable Object who,
      @Nullable String service,
      String authorClass,
      Instant at,
      @Nullable Double value,
      double numerator,
      double denominator) {}

  private final OracleWorld world;
  private final Organisation organisation;
  private final List<OracleMergeRequest> merges = new ArrayList<>();
  private final @Nullable String authorClass;
  private final Map<String, List<Item>> measured = new HashMap<>();

  /** For items of an author class; null for all. */
  Oracle(OracleWorld world, @Nullable String authorClass) {
    this.world = world;
    this.authorClass = authorClass;
    this.organisation = world.organisation;
    for (MergeRequest mr : world.mergeRequests) {
      merges.add(new OracleMergeRequest(world, mr));
    }
  }

  /** The reading of local days {@code [from, to)}. */
  OracleReading expected(String metric, Scope scope, LocalDate from, LocalDate to, ZoneId zone) {
    Instant starts = from.atStartOfDay(zone).toInstant();
    Instant ends = to.atStartOfDay(zone).toInstant();
    if (ends.isAfter(OracleWorld.NOW)) {
      ends = OracleWorld.NOW;
    }
    List<Item> population =
        within(
            measured.computeIfAbsent("population of " + metric, m -> population(metric)),
            scope,
            starts,
            ends);
    Double coverage =
        population.isEmpty()
            ? null
            : population.stream().mapToDouble(Item::numerator).sum() / population.size();
    if (metric.equals("mr_count_per_contributor")) {
      return personWeeks(scope, from, to, zone, coverage);
    }
    List<Item> items = within(measured.computeIfAbsent(metric, this::items), scope, starts, ends);
    Set<String> people = new TreeSet<>();
    items.forEach(i -> people.add(String.valueOf(i.who())));
    double[] values =
        items.stream().filter(i -> i.value() != null).mapToDouble(Item::value).sorted().toArray();
    double numerator = items.stream().mapToDouble(Item::numerator).sum();
    double denominator = items.stream().mapToDouble(Item::denominator).sum();
    boolean ratio = !items.isEmpty() && items.getFirst().value() == null;
    Double value =
        ratio ? share(metric, numerator, denominator) : OracleReading.percentile(values, 0.5);
    return OracleReading.of(
        values, value, items.size(), numerator, denominator, coverage, people.size());
  }

  private static @Nullable Double share(String metric, double numerator, double denominator) {
    boolean percent = !Set.of("mr_closure_ratio", "mr_comments_per_100_lines").contains(metric);
    return denominator == 0 ? null : (Double) ((percent ? 100 : 1) * numerator / denominator);
  }

  private OracleReading personWeeks(
      Scope scope, LocalDate from, LocalDate to, ZoneId zone, @Nullable Double coverage) {
    Map<String, Double> weeks = new TreeMap<>();
    Set<String> people = new TreeSet<>();
    for (Item item : measured.computeIfAbsent("mr_count_per_contributor", this::items)) {
      LocalDate day = item.at().atZone(zone).toLocalDate();
      LocalDate sunday = day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
      boolean known = item.at().isBefore(OracleWorld.NOW);
      if (known && !sunday.isBefore(from) && sunday.isBefore(to) && belongs(item, scope)) {
        weeks.merge(sunday + " " + item.who(), item.value(), Double::sum);
        people.add(String.valueOf(item.who()));
      }
    }
    double[] values = weeks.values().stream().mapToDouble(v -> v).sorted().toArray();
    return OracleReading.of(
        values,
        OracleReading.percentile(values, 0.5),
        values.length,
        0,
        0,
        coverage,
        people.size());
  }

  private List<Item> within(Collection<Item> items, Scope scope, Instant from, Instant to) {
    return items.stream()
        .filter(i -> !i.at().isBefore(from) && i.at().isBefore(to))
        .filter(i -> belongs(i, scope))
        .toList();
  }

  private boolean belongs(Item item, Scope scope) {
    boolean ofClass =
        authorClass == null
            || item.authorClass().isEmpty()
            || authorClass.equals(item.authorClass());
    return ofClass && inScope(item, scope);
  }

  private boolean inScope(Item item, Scope scope) {
    return switch (scope) {
      case Scope.Everyone ignored -> true;
      case Scope.OfService(String id) -> id.equals(item.service());
      case Scope.OfTeam(String id) ->
          organisation.teams().stream()
              .filter(t -> t.id().equals(id) || id.equals(t.parent()))
              .anyMatch(t -> owns(t, item));
    };
  }

  private boolean owns(Team team, Item item) {
    Object wanted = item.who() == null ? item.service() : item.who();
    List<Dated<String>> list = item.who() == null ? team.services() : team.members();
    LocalDate day = item.at().atZone(team.zone()).toLocalDate();
    return list.stream()
        .anyMatch(
            d ->
                d.value().equals(wanted)
                    && (d.from() == null || !day.isBefore(d.from()))
                    && (d.to() == null || day.isBefore(d.to())));
  }

  private @Nullable String service(long project) {
    return project == OracleWorld.id(20) ? "shop" : project == OracleWorld.id(21) ? "kit" : null;
  }

  /** A person's id, the account's number for strangers, null for machines. */
  private @Nullable Object person(long account) {
    Account found = world.accounts.get(account);
    if (!OracleMergeRequest.kind(found).equals("human")) {
      return null;
    }
    return found.username().startsWith("p") ? found.username() : (Object) account;
  }

  private Item item(OracleMergeRequest m, Instant at, @Nullable Double value) {
    return new Item(
        person(m.mr.authorId()), service(m.mr.projectId()), m.authorClass(), at, value, 0, 0);
  }

  private Item share(OracleMergeRequest m, Instant at, boolean yes) {
    return parts(m, at, yes ? 1 : 0, 1);
  }

  private Item parts(OracleMergeRequest m, Instant at, double numerator, double denominator) {
    return new Item(
        person(m.mr.authorId()),
        service(m.mr.projectId()),
        m.authorClass(),
        at,
        null,
        numerator,
        denominator);
  }

  private List<Item> population(String metric) {
    List<Item> list = new ArrayList<>();
    if (metric.startsWith("pipeline")) {
      for (Pipeline p : finished()) {
        boolean covered = metric.equals("pipeline_success") || p.startedAt() != null;
        list.add(
            new Item(null, service(p.projectId()), "", p.finishedAt(), null, covered ? 1 : 0, 1));
      }
      return list;
    }
    boolean withoutPicks =
        Set.of(
                "cycle_time",
                "cycle_time_last",
                "coding_time",
                "deploy_time",
                "mr_count_per_contributor",
                "mr_closure_ratio",
                "abandonment_rate",
                "revert_rate",
                "ai_share",
                "agent_share")
            .contains(metric);
    for (OracleMergeRequest m : merges) {
      if (m.inScope() && !(withoutPicks && m.cherryPick())) {
        boolean covered =
            switch (metric) {
              case "cycle_time", "cycle_time_last" -> m.details() && m.deployed() != null;
              case "deploy_time" -> m.deployed() != null;
              case "coding_time" -> m.details() && !m.noCommits();
              case "mr_size" -> m.size() != null;
              case "mr_comments_per_100_lines" -> m.details() && m.size() != null;
              case "time_to_merge_from_created",
                  "mr_closure_ratio",
                  "abandonment_rate",
                  "revert_rate" ->
                  true;
              default -> m.details();
            };
        list.add(share(m, m.mr.mergedAt(), covered));
      }
    }
    return list;
  }

  private List<Pipeline> finished() {
    return world.pipelines.stream()
        .filter(p -> p.ref().equals(world.projects.get(p.projectId()).defaultBranch()))
        .filter(p -> Set.of("success", "failed").contains(p.status()))
        .toList();
  }

  private List<Item> items(String metric) {
    List<Item> list = new ArrayList<>();
    if (metric.startsWith("pipeline")) {
      pipelines(metric, list);
      return list;
    }
    for (OracleMergeRequest m : merges) {
      if (DURATIONS.contains(metric)) {
        if (m.inScope()) {
          duration(metric, m, list);
        }
      } else if (metric.startsWith("review_reaction")) {
        reactions(metric, m, list);
      } else {
        counted(metric, m, list);
      }
    }
    return list;
  }

  private void pipelines(String metric, List<Item> list) {
    for (Pipeline p : finished()) {
      Instant at = p.finishedAt();
      if (metric.equals("pipeline_success")) {
        double ok = p.status().equals("success") ? 1 : 0;
        list.add(new Item(null, service(p.projectId()), "", at, null, ok, 1));
      } else if (p.startedAt() != null && !at.isBefore(p.startedAt())) {
        double minutes = Duration.between(p.startedAt(), at).toSeconds() / 60.0;
        list.add(new Item(null, service(p.projectId()), "", at, minutes, 0, 0));
      }
    }
  }

  private void duration(String metric, OracleMergeRequest m, List<Item> list) {
    Instant merged = m.mr.mergedAt();
    boolean known = m.details();
    Instant response = m.firstResponse();
    Instant from = null;
    Instant to = merged;
    Instant at = merged;
    switch (metric) {
      case "cycle_time", "cycle_time_last" -> {
        from = known && !m.cherryPick() ? m.started() : null;
        to = metric.equals("cycle_time") ? m.deployed() : m.lastDeployed();
        at = to;
      }
      case "coding_time" -> {
        from = known && !m.cherryPick() && !m.noCommits() ? m.started() : null;
        to = m.ready();
      }
      case "pickup_time" -> {
        from = known ? m.ready() : null;
        to = response != null ? response : merged;
      }
      case "review_time" -> from = known ? response : null;
      case "deploy_time" -> {
        from = m.cherryPick() ? null : merged;
        to = m.deployed();
        at = to;
      }
      case "time_to_merge" -> from = known ? m.ready() : null;
      default -> from = m.mr.createdAt();
    }
    if (from != null && to != null && !to.isBefore(from)) {
      double hours =
          metric.equals("pickup_time")
              ? OracleClock.worked(calendar(person(m.mr.authorId())), from, to) / 3600.0
              : Duration.between(from, to).toSeconds() / 3600.0;
      list.add(item(m, at, hours));
    }
  }

  private void reactions(String metric, OracleMergeRequest m, List<Item> list) {
    if (!m.counted() || m.mr.closedAt() != null || m.ready() == null) {
      return;
    }
    for (OracleMergeRequest.Request r : m.requests()) {
      if (r.withdrawn()) {
        continue;
      }
      Object who = person(r.reviewer());
      WorkCalendar calendar = calendar(who);
      String service = service(m.mr.projectId());
      Instant answered = r.answered();
      if (metric.equals("review_reaction_time")) {
        if (answered != null) {
          double hours = OracleClock.worked(calendar, r.starts(), answered) / 3600.0;
          list.add(new Item(who, service, m.authorClass(), answered, hours, 0, 0));
        }
        continue;
      }
      if (answered != null) {
        boolean inTime =
            OracleClock.worked(calendar, r.starts(), answered) <= OracleClock.day(calendar);
        list.add(new Item(who, service, m.authorClass(), answered, null, inTime ? 1 : 0, 1));
        continue;
      }
      Instant due = OracleClock.due(calendar, r.starts());
      Instant ended = m.ended();
      if (ended == null || ended.isAfter(due)) {
        list.add(new Item(who, service, m.authorClass(), due, null, 0, 1));
      }
    }
  }

  private void counted(String metric, OracleMergeRequest m, List<Item> list) {
    Instant merged = m.mr.mergedAt();
    boolean once = m.inScope() && !m.cherryPick();
    switch (metric) {
      case "mr_count_per_contributor" -> {
        for (Map.Entry<Object, Instant> act : m.activity()) {
          Object who = actor(act.getKey());
          if (who != null) {
            list.add(
                new Item(
                    who, service(m.mr.projectId()), m.authorClass(), act.getValue(), 0.0, 0, 0));
          }
        }
        if (once && person(m.mr.authorId()) != null) {
          list.add(item(m, merged, 1.0));
        }
      }
      case "mr_size" -> value(m.inScope() && m.size() != null, m, m.size(), list);
      case "mr_comment_count" -> value(m.inScope() && m.details(), m, m.comments(), list);
      case "mr_thread_count" -> value(m.inScope() && m.details(), m, m.threads(), list);
      case "review_rounds" -> value(m.inScope() && m.details(), m, (long) m.rounds(), list);
      case "mr_comments_per_100_lines" -> {
        if (m.inScope() && m.details() && m.size() != null) {
          list.add(parts(m, merged, 100.0 * m.comments(), m.size()));
        }
      }
      case "unreviewed_merge_rate" -> {
        if (m.inScope() && m.details()) {
          list.add(share(m, merged, m.responses().isEmpty()));
        }
      }
      case "mr_ticket_coverage" -> {
        if (m.inScope() && m.details()) {
          boolean named =
              OracleWorld.named(m.mr.branchKeys())
                  || OracleWorld.named(m.mr.titleKeys())
                  || world.commits.getOrDefault(m.mr.id(), List.of()).stream()
                      .anyMatch(c -> OracleWorld.named(c.ticketKeys()));
          list.add(share(m, merged, named));
        }
      }
      case "revert_rate" -> {
        if (once) {
          list.add(share(m, merged, m.reverted()));
        }
      }
      case "ai_share", "agent_share" -> {
        if (once && m.details()) {
          boolean agent = m.authorClass().equals("agent");
          boolean assisted = metric.equals("ai_share") && m.authorClass().equals("assisted");
          list.add(share(m, merged, agent || assisted));
        }
      }
      case "mr_closure_ratio" -> {
        if (m.counted() && !m.cherryPick()) {
          list.add(parts(m, m.mr.createdAt(), 0, 1));
          if (m.ended() != null) {
            list.add(parts(m, m.ended(), 1, 0));
          }
        }
      }
      case "abandonment_rate" -> {
        if (m.counted() && !m.cherryPick() && m.ended() != null) {
          list.add(share(m, m.ended(), merged == null));
        }
      }
      default -> throw new IllegalArgumentException("the oracle does not know " + metric);
    }
  }

  private void value(boolean known, OracleMergeRequest m, @Nullable Long number, List<Item> list) {
    if (known) {
      list.add(item(m, m.mr.mergedAt(), (double) number));
    }
  }

  /** The person behind an account or a commit's address; null when nobody known. */
  private @Nullable Object actor(Object key) {
    if (key instanceof Long account) {
      return person(account);
    }
    return organisation.people().stream()
        .filter(p -> key.equals(p.email()))
        .map(Person::id)
        .findFirst()
        .orElse(null);
  }

  /** A person's own calendar, else their first team's, else the organisation's. */
  private WorkCalendar calendar(@Nullable Object who) {
    Map<String, String> names = new HashMap<>();
    for (Team team : organisation.teams()) {
      for (Dated<String> member : team.members()) {
        names.putIfAbsent(member.value(), team.calendar() == null ? "default" : team.calendar());
      }
    }
    organisation.people().stream()
        .filter(p -> p.calendar() != null)
        .forEach(p -> names.put(p.id(), p.calendar()));
    String name = who == null ? "default" : names.getOrDefault(String.valueOf(who), "default");
    return organisation.calendars().get(name);
  }
}
