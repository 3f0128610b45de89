package io.throughline.metric;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Teams and services as the warehouse knows them: names of the configuration to numbers. */
record Directory(Map<String, TeamEntry> teams, Map<String, Integer> services) {
  record TeamEntry(int number, ZoneId zone) {}

  /** All of them. */
  static Directory read(Connection connection) throws SQLException {
    return new Directory(teams(connection, null), services(connection, null));
  }

  /** No more than what a scope is about. */
  static Directory read(Connection connection, Scope scope) throws SQLException {
    return switch (scope) {
      case Scope.Everyone ignored -> new Directory(Map.of(), Map.of());
      case Scope.OfService(String id) -> new Directory(Map.of(), services(connection, id));
      case Scope.OfTeam(String id) -> new Directory(teams(connection, id), Map.of());
    };
  }

  private static Map<String, TeamEntry> teams(Connection connection, @Nullable String key)
      throws SQLException {
    Map<String, TeamEntry> teams = new LinkedHashMap<>();
    String sql = "SELECT key, id, zone FROM team" + only(key) + " ORDER BY ordering, id";
    try (PreparedStatement statement = prepared(connection, sql, key);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        teams.put(rows.getString(1), new TeamEntry(rows.getInt(2), ZoneId.of(rows.getString(3))));
      }
    }
    return teams;
  }

  private static Map<String, Integer> services(Connection connection, @Nullable String key)
      throws SQLException {
    Map<String, Integer> services = new LinkedHashMap<>();
    String sql = "SELECT key, id FROM service" + only(key) + " ORDER BY id";
    try (PreparedStatement statement = prepared(connection, sql, key);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        services.put(rows.getString(1), rows.getInt(2));
      }
    }
    return services;
  }

  private static String only(@Nullable String key) {
    return key == null ? "" : " WHERE key = ?";
  }

  private static PreparedStatement prepared(Connection connection, String sql, @Nullable String key)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    if (key != null) {
      statement.setString(1, key);
    }
    return statement;
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
