package io.throughline.metric;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of a question, and whose observation is whose. A team's observations are found by the
 * person's team as of the observation's instant; those without a person (AI agents, pipelines) by
 * the owner of their service; those of tickets and sprints by the team of their board. A team has
 * the rows of all teams below it, each interval once, so that no observation is met twice in one
 * team.
 */
final class Groups {
  /** That what somebody did, or what happened to a service, counts for a group for a time. */
  record Belonging(int group, long from, long to) {}

  /** Takes the part of a time in which something counts for a group, in microseconds. */
  interface Span {
    void accept(int group, long from, long to);
  }

  private static final List<Belonging> NOBODY = List.of();

  private final List<Group> all;
  private final Instant now;
  private final List<Integer> everyone = new ArrayList<>();
  private final Map<Long, Integer> services = new HashMap<>();
  private final Map<Long, List<Belonging>> people = new HashMap<>();

  /** By the number of a service, which is small, or of a board, which as a fact's never is. */
  private final Map<Long, List<Belonging>> owners = new HashMap<>();

  private Groups(List<Group> all, Instant now) {
    this.all = all;
    this.now = now;
  }

  /**
   * Looks up who belongs where.
   *
   * @param now nothing later is read
   */
  static Groups read(Connection connection, List<Slice> slices, List<Frame> frames, Instant now)
      throws SQLException {
    List<Group> all = new ArrayList<>();
    for (Slice slice : slices) {
      all.add(Group.read(connection, slice, frames, now, all.isEmpty() ? 0 : all.getLast().end()));
    }
    Groups groups = new Groups(List.copyOf(all), now);
    Map<Integer, Integer> teams = new HashMap<>();
    for (int i = 0; i < slices.size(); i++) {
      Slice slice = slices.get(i);
      if (slice.team() != null) {
        teams.put(slice.team(), i);
      } else if (slice.service() != null) {
        groups.services.put((long) slice.service(), i);
      } else {
        groups.everyone.add(i);
      }
    }
    if (!teams.isEmpty()) {
      belongings(connection, "person", teams, groups.people);
      belongings(connection, "service", teams, groups.owners);
      belongings(connection, "board", teams, groups.owners);
    }
    return groups;
  }

  /** Whether anything that belongs to a board can be of one of the groups. */
  boolean haveBoards() {
    return !everyone.isEmpty() || owners.keySet().stream().anyMatch(id -> id > Integer.MAX_VALUE);
  }

  private static void belongings(
      Connection connection,
      String kind,
      Map<Integer, Integer> teams,
      Map<Long, List<Belonging>> found)
      throws SQLException {
    String sql =
        "SELECT team_id, %1$s_id, %2$s, %3$s FROM team_%1$s"
                .formatted(kind, Stretch.micros("starts_at"), Stretch.micros("ends_at"))
            + (teams.size() == 1 ? " WHERE team_id = " + teams.keySet().iterator().next() : "");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        Integer group = teams.get(rows.getInt(1));
        if (group != null) {
          found
              .computeIfAbsent(rows.getLong(2), k -> new ArrayList<>())
              .add(new Belonging(group, rows.getLong(3), rows.getLong(4)));
        }
      }
    }
  }

  /** The cells that observations of one row lie in; made once and used for row after row. */
  final class Cells {
    private final int[] found = new int[all.size() * Math.max(1, all.getFirst().ranges().size())];
    private int size;
    private long owned;
    private List<Belonging> may = NOBODY;

    /** Goes on to the next row. */
    void of(@Nullable Long person, long owned) {
      this.owned = owned;
      this.may =
          person == null ? owners.getOrDefault(owned, NOBODY) : people.getOrDefault(person, NOBODY);
    }

    /** Finds the cells of an observation of this row; false when there are none. */
    boolean find(long at) {
      size = 0;
      groups(at, group -> size = all.get(group).cells(at, found, size));
      return size > 0;
    }

    /** Gives the numbers of the groups that an observation of this row counts for. */
    void groups(long at, IntConsumer each) {
      for (int group : everyone) {
        each.accept(group);
      }
      Integer own = services.isEmpty() ? null : services.get(owned);
      if (own != null) {
        each.accept(own);
      }
      for (int i = 0; i < may.size(); i++) {
        Belonging belonging = may.get(i);
        if (at >= belonging.from() && at < belonging.to()) {
          each.accept(belonging.group());
        }
      }
    }

    /** Gives the groups that something of this row counts for from one instant to another. */
    void spans(long from, long to, Span each) {
      for (int group : everyone) {
        each.accept(group, from, to);
      }
      Integer own = services.isEmpty() ? null : services.get(owned);
      if (own != null) {
        each.accept(own, from, to);
      }
      for (int i = 0; i < may.size(); i++) {
        Belonging belonging = may.get(i);
        long first = Math.max(from, belonging.from());
        long end = Math.min(to, belonging.to());
        if (first < end) {
          each.accept(belonging.group(), first, end);
        }
      }
    }

    int size() {
      return size;
    }

    int get(int index) {
      return found[index];
    }
  }

  List<Group> all() {
    return all;
  }

  Instant now() {
    return now;
  }

  /** How many cells all groups have together. */
  int cells() {
    return all.getLast().end();
  }

  /** What tables can be cut down to: the scope where there is but one. */
  Slice slice() {
    Slice first = all.getFirst().slice();
    return all.size() == 1 ? first : Slice.everyone(first.zone());
  }

  /**
   * The beginning of everything that is read: of a range, or of a week that ends in it. Now, when
   * there is nothing to read.
   */
  Instant from() {
    return starts().min(Instant::compareTo).orElse(now);
  }

  private Stream<Instant> starts() {
    return all.stream()
        .flatMap(
            group ->
                group.ranges().stream()
                    .filter(range -> !range.periods().isEmpty())
                    .flatMap(
                        range ->
                            Stream.concat(
                                Stream.of(range.periods().getFirst().starts()),
                                range.weeks(group.slice()).stream()
                                    .limit(1)
                                    .map(Weeks.Week::starts))));
  }

  /** Where everything that is read ends. */
  Instant to() {
    Instant last =
        all.stream()
            .flatMap(group -> group.ranges().stream())
            .filter(range -> !range.periods().isEmpty())
            .map(range -> range.periods().getLast().ends())
            .max(Instant::compareTo)
            .orElse(now);
    return last.isBefore(now) ? last : now;
  }
}
