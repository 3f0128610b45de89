package io.throughline.metric;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Teams and services as the warehouse knows them: names of the configuration to numbers. */
record Directory(Map<String, TeamEntry> teams, Map<String, Integer> services) {
  record TeamEntry(int number, ZoneId zone) {}

  static Directory read(Connection connection) throws SQLException {
    Map<String, TeamEntry> teams = new LinkedHashMap<>();
    Map<String, Integer> services = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery("SELECT key, id, zone FROM team ORDER BY ordering, id")) {
        while (rows.next()) {
          teams.put(rows.getString(1), new TeamEntry(rows.getInt(2), ZoneId.of(rows.getString(3))));
        }
      }
      try (ResultSet rows = statement.executeQuery("SELECT key, id FROM service ORDER BY id")) {
        while (rows.next()) {
          services.put(rows.getString(1), rows.getInt(2));
        }
      }
    }
    return new Directory(teams, services);
  }

  /**
   * What a scope is about.
   *
   * @throws UnknownNameException when there is no such team or service
   */
  Slice slice(Scope scope, ZoneId zone) {
    return switch (scope) {
      case Scope.Everyone ignored -> Slice.everyone(zone);
      case Scope.OfService(String id) -> {
        Integer number = services.get(id);
        if (number == null) {
          throw new UnknownNameException("There is no service \"" + id + "\".");
        }
        yield Slice.service(zone, number);
      }
      case Scope.OfTeam(String id) -> {
        TeamEntry team = teams.get(id);
        if (team == null) {
          throw new UnknownNameException("There is no team \"" + id + "\".");
        }
        yield Slice.team(team.zone(), team.number());
      }
    };
  }
}
