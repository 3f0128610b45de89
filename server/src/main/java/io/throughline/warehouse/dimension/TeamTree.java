package io.throughline.warehouse.dimension;

import io.throughline.model.org.Dated;
import io.throughline.model.org.Team;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tree of teams and what belongs to each of them, with all that belongs to those below. */
final class TeamTree {
  /** Before every event; stands for "always". */
  static final Instant ALWAYS = Instant.parse("0001-01-01T00:00:00Z");

  /** After every event; stands for "until further notice". */
  static final Instant FOREVER = Instant.parse("9999-01-01T00:00:00Z");

  /** That something (a person or service) belongs to a team in {@code [starts, ends)}. */
  record Belonging(String team, String thing, Instant starts, Instant ends) {}

  private final Map<String, Team> teams;

  TeamTree(List<Team> teams) {
    this.teams =
        teams.stream().collect(Collectors.toMap(Team::id, t -> t, (a, b) -> a, LinkedHashMap::new));
  }

  /** The team and all above it, from itself upwards. */
  List<String> withAncestors(String team) {
    Set<String> line = new LinkedHashSet<>();
    String at = team;
    while (at != null && teams.containsKey(at) && line.add(at)) {
      at = teams.get(at).parent();
    }
    return List.copyOf(line);
  }

  /** How many teams are above it. */
  int depth(String team) {
    return withAncestors(team).size() - 1;
  }

  /** Who belongs to each team, directly or through a team below; never overlapping for one pair. */
  List<Belonging> people() {
    return closed(Team::members);
  }

  /** What each team owns, directly or through a team below; never overlapping for one pair. */
  List<Belonging> services() {
    return closed(Team::services);
  }

  /** Whose boards are worked on, directly or by a team below, as the organisation names them. */
  List<Belonging> boards() {
    return closed(Team::boards);
  }

  private List<Belonging> closed(Function<Team, List<Dated<String>>> things) {
    Map<List<String>, List<Belonging>> byPair = new LinkedHashMap<>();
    for (Team team : teams.values()) {
      for (Dated<String> dated : things.apply(team)) {
        Instant starts = bound(dated.from(), team.zone(), ALWAYS);
        Instant ends = bound(dated.to(), team.zone(), FOREVER);
        if (starts.isBefore(ends)) {
          for (String above : withAncestors(team.id())) {
            byPair
                .computeIfAbsent(List.of(above, dated.value()), k -> new ArrayList<>())
                .add(new Belonging(above, dated.value(), starts, ends));
          }
        }
      }
    }
    return byPair.values().stream().flatMap(b -> merged(b).stream()).toList();
  }

  private static Instant bound(
      @org.jspecify.annotations.Nullable LocalDate day, ZoneId zone, Instant unbounded) {
    return day == null ? unbounded : day.atStartOfDay(zone).toInstant();
  }

  private static List<Belonging> merged(List<Belonging> parts) {
    List<Belonging> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparing(Belonging::starts).thenComparing(Belonging::ends));
    List<Belonging> whole = new ArrayList<>();
    for (Belonging next : sorted) {
      Belonging last = whole.isEmpty() ? null : whole.getLast();
      if (last == null || next.starts().isAfter(last.ends())) {
        whole.add(next);
      } else if (next.ends().isAfter(last.ends())) {
        whole.set(
            whole.size() - 1, new Belonging(last.team(), last.thing(), last.starts(), next.ends()));
      }
    }
    return whole;
  }
}
