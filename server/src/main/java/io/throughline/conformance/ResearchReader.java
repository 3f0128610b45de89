package io.throughline.conformance;

import io.throughline.conformance.Research.EpicDocuments;
import io.throughline.conformance.Research.StaleDocument;
import io.throughline.model.org.DocumentRules;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.SourceConfig;
import io.throughline.warehouse.sql.Cells;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which epics have their documents, and which documents grow stale. */
final class ResearchReader {
  private static final Duration LATELY = Duration.ofDays(364);
  private static final int MOST = 60;

  private static final String EPICS =
      """
      SELECT k.key, k.title, b.name AS board, p.judged_at, p.prd, p.design,
        (SELECT min(d.url) FROM ticket_document d
         WHERE d.ticket_id = p.epic_id AND d.kind = 'prd' AND d.resolves) AS prd_url,
        (SELECT min(d.url) FROM ticket_document d
         WHERE d.ticket_id = p.epic_id AND d.kind = 'design' AND d.resolves) AS design_url
      FROM epic_document p
      JOIN ticket k ON k.id = p.epic_id
      LEFT JOIN board b ON b.id = p.board_id
      WHERE p.judged_at >= {from} AND {team}
      ORDER BY p.judged_at DESC, k.key
      LIMIT ?
      """;

  private static final String UNTOUCHED =
      """
      SELECT d.title, d.web_url, d.updated_at, s.key AS source,
        string_agg(e.key, ',' ORDER BY e.key) AS epics
      FROM document d
      JOIN source s ON s.id = d.source_id
      JOIN (
        SELECT DISTINCT t.document_id, p.key
        FROM ticket_document t
        JOIN ticket p ON p.id = t.ticket_id
        WHERE p.kind = 'epic' AND p.done_at IS NULL AND {team}
          AND t.unlinked_at > {now}
      ) e ON e.document_id = d.id
      WHERE d.kind = 'prd' AND d.resolves AND d.updated_at IS NOT NULL
      GROUP BY d.id, d.title, d.web_url, d.updated_at, s.key
      ORDER BY d.updated_at, d.id
      """;

  private final Organisation organisation;
  private final Instant now;
  private final @Nullable String team;

  ResearchReader(Organisation organisation, Instant now, @Nullable String team) {
    this.organisation = organisation;
    this.now = now;
    this.team = team;
  }

  Research read(Connection connection) throws SQLException {
    boolean documented;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM documented_source")) {
      row.next();
      documented = row.getLong(1) > 0;
    }
    return new Research(documented, epics(connection), stale(connection));
  }

  private List<EpicDocuments> epics(Connection connection) throws SQLException {
    List<EpicDocuments> epics = new ArrayList<>();
    try (PreparedStatement statement = prepared(connection, EPICS)) {
      statement.setInt(3, MOST);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          epics.add(
              new EpicDocuments(
                  row.getString("key"),
                  row.getString("title"),
                  row.getString("board"),
                  instant(row, "judged_at"),
                  row.getString("prd"),
                  row.getString("prd_url"),
                  row.getString("design"),
                  row.getString("design_url")));
        }
      }
    }
    return epics;
  }

  private List<StaleDocument> stale(Connection connection) throws SQLException {
    List<StaleDocument> stale = new ArrayList<>();
    try (PreparedStatement statement = prepared(connection, UNTOUCHED);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Instant updated = instant(row, "updated_at");
        int days = staleDays(row.getString("source"));
        if (updated.isBefore(now.minus(Duration.ofDays(days))) && stale.size() < MOST) {
          stale.add(
              new StaleDocument(
                  row.getString("title"),
                  row.getString("web_url"),
                  updated,
                  List.of(row.getString("epics").split(","))));
        }
      }
    }
    return stale;
  }

  private int staleDays(String source) {
    return organisation.sources().stream()
        .filter(s -> s.id().equals(source))
        .map(SourceConfig::documents)
        .findFirst()
        .orElse(DocumentRules.USUAL)
        .staleDays();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Instant at = Cells.instant(row, column);
    if (at == null) {
      throw new SQLException("no time in " + column);
    }
    return at;
  }

  private PreparedStatement prepared(Connection connection, String sql) throws SQLException {
    String filled =
        sql.replace("{team}", PhaseReader.OF_TEAM)
            .replace("{from}", Cells.literal(now.minus(LATELY)))
            .replace("{now}", Cells.literal(now));
    PreparedStatement statement = connection.prepareStatement(filled);
    statement.setString(1, team);
    statement.setString(2, team);
    return statement;
  }
}
