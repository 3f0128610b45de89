package io.throughline.metric;

import static io.throughline.metric.FactWorld.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.fact.ReviewEventKind;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.org.Dated;
import io.throughline.model.org.Team;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random tickets, merge requests and memberships, and the days worked out one by one, from what was
 * drawn and by none of the product's code.
 */
final class EffortOracleTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 4, 20);
  private static final LocalDate END = LocalDate.of(2026, 6, 1);
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  /** That somebody worked on something of a kind on a day. */
  private record Touch(String who, LocalDate day, String item, String category) {}

  private record Member(String team, String who, @Nullable LocalDate from, @Nullable LocalDate to) {
    boolean has(LocalDate day) {
      return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }
  }

  @TempDir Path folder;
  private final Set<Touch> touches = new HashSet<>();
  private final List<Member> members = new ArrayList<>();

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 12);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyDayIsSplitAsWorkedOutOneByOne(int seed) {
    Random random = new Random(seed);
    try (SprintWorld world = new SprintWorld(folder)) {
      teams(world, random);
      work(world, random);
      Readings readings = world.readings();
      int seen = 0;
      for (String team : List.of("all", "pay", "ops", "")) {
        Scope scope = team.isEmpty() ? new Scope.Everyone() : new Scope.OfTeam(team);
        for (String part : List.of("features", "bugs", "uncategorised")) {
          ReadingQuery query =
              new ReadingQuery("investment_balance", scope, FIRST, END, Grain.WEEK, null)
                  .ofPart(part);
          for (Reading reading : readings.read(query)) {
            seen += same(reading, team, part) ? 1 : 0;
          }
        }
      }
      assertThat(seen).as("weeks with enough people").isGreaterThan(10);
    }
  }

  /** Whether it was a number that could be told. */
  private boolean same(Reading reading, String team, String part) {
    Map<String, Set<Touch>> days = new HashMap<>();
    for (Touch touch : touches) {
      boolean within = !touch.day().isBefore(reading.from()) && touch.day().isBefore(reading.to());
      if (within && belongs(touch, team)) {
        days.computeIfAbsent(touch.who() + touch.day(), k -> new HashSet<>()).add(touch);
      }
    }
    long people = days.values().stream().map(day -> day.iterator().next().who()).distinct().count();
    double own =
        days.values().stream()
            .mapToDouble(
                day ->
                    (double) day.stream().filter(t -> t.category().equals(part)).count()
                        / day.size())
            .sum();
    String what = team + " " + part + " " + reading;
    if (people < 5) {
      assertThat(reading.value()).as(what).isNull();
      return false;
    }
    assertThat(reading.n()).as(what).isEqualTo(days.size());
    assertThat(reading.numerator()).as(what).isCloseTo(own, within(1e-9));
    assertThat(reading.value()).as(what).isCloseTo(100 * own / days.size(), within(1e-9));
    return true;
  }

  private boolean belongs(Touch touch, String team) {
    return team.isEmpty()
        || members.stream()
            .anyMatch(
                m ->
                    (team.equals("all") || m.team().equals(team))
                        && m.who().equals(touch.who())
                        && m.has(touch.day()));
  }

  private void teams(SprintWorld world, Random random) {
    for (String name : NAMES) {
      LocalDate change = FIRST.plusDays(random.nextInt(40));
      switch (random.nextInt(4)) {
        case 0 -> {
          members.add(new Member("pay", name, null, change));
          members.add(new Member("ops", name, change, null));
        }
        case 1 -> {
          members.add(new Member("pay", name, null, null));
          members.add(new Member("ops", name, change, change.plusDays(9)));
        }
        default -> members.add(new Member("pay", name, null, null));
      }
    }
    List<Team> teams = new ArrayList<>();
    teams.add(new Team("all", "All", null, null, FactWorld.ZONE, null, List.of(), List.of()));
    for (String team : List.of("pay", "ops")) {
      teams.add(
          FactWorld.team(
              team,
              members.stream()
                  .filter(m -> m.team().equals(team))
                  .map(m -> new Dated<>(m.who(), m.from(), m.to()))
                  .toList(),
              List.of()));
    }
    world.facts.teams(teams);
  }

  private void work(SprintWorld world, Random random) {
    SprintWorld.Story epic = world.ticket(1, TicketKind.EPIC);
    List<String> categories = new ArrayList<>();
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      TicketKind kind =
          List.of(TicketKind.STORY, TicketKind.STORY, TicketKind.BUG, TicketKind.SUBTASK)
              .get(i < 10 ? random.nextInt(3) : random.nextInt(4));
      int number = 10 + i;
      SprintWorld.Story story = world.ticket(number, kind);
      if (kind == TicketKind.SUBTASK) {
        int above = random.nextInt(10);
        story.under(Objects.requireNonNull(stories.get(above)));
        items.add(items.get(above));
        categories.add(categories.get(above));
      } else {
        boolean below = random.nextBoolean();
        if (below) {
          story.under(epic);
        }
        items.add("PAY-" + number);
        categories.add(kind == TicketKind.BUG ? "bugs" : below ? "features" : "uncategorised");
      }
      stories.put(i, story);
      progress(story, items.getLast(), categories.getLast(), random);
    }
    for (int n = 1; n <= 40; n++) {
      change(world, n, items, categories, random);
    }
  }

  private final Map<Integer, SprintWorld.Story> stories = new HashMap<>();

  private static String moment(Random random, LocalDate from, int days) {
    LocalDateTime at =
        from.plusDays(random.nextInt(days)).atTime(random.nextInt(24), random.nextInt(60));
    return at.toString();
  }

  /** Open from one moment to another, handed over in between. */
  private void progress(SprintWorld.Story story, String item, String category, Random random) {
    List<String> at = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      at.add(moment(random, FIRST.plusDays(1), 38));
    }
    at.sort(null);
    if (at.stream().distinct().count() < 3) {
      return;
    }
    String first = NAMES.get(random.nextInt(6));
    String second = random.nextInt(4) == 0 ? null : NAMES.get(random.nextInt(6));
    story
        .assignee(first, "2026-04-20T11:00")
        .status(2, at.get(0))
        .assignee(second, at.get(1))
        .done(at.get(2));
    days(first, at.get(0), at.get(1), item, category);
    if (second != null) {
      days(second, at.get(1), at.get(2), item, category);
    }
  }

  private void days(String who, String from, String to, String item, String category) {
    // The moment of the end is no longer part of it.
    LocalDate last = LocalDateTime.parse(to).minusNanos(1).toLocalDate();
    LocalDate day = LocalDateTime.parse(from).toLocalDate();
    for (; !day.isAfter(last); day = day.plusDays(1)) {
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        touches.add(new Touch(who, day, item, category));
      }
    }
  }

  /** A merge request with none, one or two tickets, written by one and read by another. */
  private void change(
      SprintWorld world, int n, List<String> items, List<String> categories, Random random) {
    Map<String, String> kinds = new HashMap<>();
    StringBuilder keys = new StringBuilder(",");
    for (int k = random.nextInt(3); k > 0; k--) {
      int ticket = random.nextInt(items.size());
      keys.append("PAY-").append(10 + ticket).append(",");
      kinds.put(items.get(ticket), categories.get(ticket));
    }
    if (kinds.isEmpty()) {
      kinds.put("!" + n, "uncategorised");
    }
    String author = NAMES.get(random.nextInt(6));
    String reader = NAMES.get((NAMES.indexOf(author) + 1 + random.nextInt(5)) % 6);
    String created = moment(random, FIRST, 40);
    String merged = LocalDateTime.parse(created).plusHours(1 + random.nextInt(60)).toString();
    String said = LocalDateTime.parse(created).plusMinutes(30).toString();
    long mr = world.facts.merge(n, person(author), created, merged, keys.toString());
    world.facts.event(mr, ReviewEventKind.COMMENT, person(reader), said);
    kinds.forEach(
        (item, category) -> {
          touches.add(
              new Touch(author, LocalDateTime.parse(created).toLocalDate(), item, category));
          touches.add(new Touch(author, LocalDateTime.parse(merged).toLocalDate(), item, category));
          touches.add(new Touch(reader, LocalDateTime.parse(said).toLocalDate(), item, category));
        });
  }
}
