package io.throughline.metric;

import io.throughline.model.org.Dated;
import io.throughline.model.org.Investment.Rate;
import io.throughline.model.org.Investment.RateCard;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Team;
import io.throughline.model.time.WorkCalendar;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When the organisation's people work, and what their days cost. */
final class Staff {
  /** A person of the file, by what the warehouse calls them. */
  private record Member(String key, WorkCalendar calendar) {}

  private final Organisation organisation;
  private final Map<Long, Member> members;

  private Staff(Organisation organisation, Map<Long, Member> members) {
    this.organisation = organisation;
    this.members = members;
  }

  static Staff read(Connection connection, Organisation organisation) throws SQLException {
    Map<Long, Member> members = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT p.id, p.key, c.key FROM person p"
                    + " LEFT JOIN calendar c ON c.id = p.calendar_id")) {
      while (rows.next()) {
        String name = rows.getString(3);
        WorkCalendar own = name == null ? null : organisation.calendars().get(name);
        members.put(
            rows.getLong(1),
            new Member(rows.getString(2), own == null ? organisation.calendar(null) : own));
      }
    }
    return new Staff(organisation, members);
  }

  /** When somebody works; whom the file does not name: as the organisation. */
  WorkCalendar calendar(long person) {
    Member member = members.get(person);
    return member == null ? organisation.calendar(null) : member.calendar();
  }

  /**
   * What a person's day costs: by the team that they were in then (of several the first of the
   * file), else by the nearest team above it that has a rate, else by the rate for everybody.
   *
   * @return not a number where there is no rate
   */
  double price(long person, LocalDate day) {
    RateCard card = organisation.investment().rates();
    if (card == null) {
      return Double.NaN;
    }
    Member member = members.get(person);
    String team = member == null ? null : team(member.key(), day);
    for (int i = 0; team != null && i <= organisation.teams().size(); i++) {
      Rate own = rate(card, team, day);
      if (own != null) {
        return own.day();
      }
      team = parent(team);
    }
    Rate everybody = rate(card, null, day);
    return everybody == null ? Double.NaN : everybody.day();
  }

  private static @Nullable Rate rate(RateCard card, @Nullable String team, LocalDate day) {
    return card.rates().stream()
        .filter(rate -> Objects.equals(rate.team(), team))
        .filter(rate -> !from(rate).isAfter(day))
        .max(Comparator.comparing(Staff::from))
        .orElse(null);
  }

  private static LocalDate from(Rate rate) {
    return rate.from() == null ? LocalDate.MIN : rate.from();
  }

  private @Nullable String team(String person, LocalDate day) {
    for (Team team : organisation.teams()) {
      if (isIn(team.members(), person, day)) {
        return team.id();
      }
    }
    return null;
  }

  private static boolean isIn(List<Dated<String>> members, String person, LocalDate day) {
    return members.stream().anyMatch(m -> m.value().equals(person) && m.holdsOn(day));
  }

  private @Nullable String parent(String id) {
    return organisation.teams().stream()
        .filter(team -> team.id().equals(id))
        .map(Team::parent)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
