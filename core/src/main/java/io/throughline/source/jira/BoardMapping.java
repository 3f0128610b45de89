package io.throughline.source.jira;

import io.throughline.model.fact.Board;
import io.throughline.model.fact.BoardColumn;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Boards, and what their columns hold. Their configuration is a payload of its own. */
final class BoardMapping {
  private BoardMapping() {}

  /** A board of a list, of a webhook, or with its configuration. */
  static void page(Scope scope, JsonValue board, @Nullable Boolean deleted, Harvest harvest)
      throws UnmappableException {
    JsonValue location = board.optionalObject("location");
    harvest.unversioned(
        new Board(
            scope.id(board, "id"),
            board.text("name"),
            kind(board.text("type")),
            location == null ? null : project(scope, location),
            estimation(board),
            null,
            deleted),
        false);
  }

  /** The source told that a board is gone. */
  static void gone(long id, Harvest harvest) {
    harvest.unversioned(new Board(id, null, null, null, null, null, true), false);
  }

  /** The columns as well. */
  static void configuration(Scope scope, JsonValue board, Harvest harvest)
      throws UnmappableException {
    page(scope, board, null, harvest);
    long id = scope.id(board, "id");
    List<BoardColumn> columns = new ArrayList<>();
    int place = 0;
    for (JsonValue column : board.object("columnConfig").objects("columns")) {
      for (JsonValue status : column.objects("statuses")) {
        columns.add(
            new BoardColumn(id, status.requiredText("id"), column.requiredText("name"), place));
      }
      place++;
    }
    harvest.replace(BoardColumn.class, id, "configuration", scope.takenAt(), columns);
  }

  private static @Nullable Long project(Scope scope, JsonValue location)
      throws UnmappableException {
    Long project = scope.reference(location, "projectId");
    boolean own = "project".equals(location.text("type"));
    return project == null && own ? scope.reference(location, "id") : project;
  }

  /** What Jira calls simple may be either. */
  private static @Nullable String kind(@Nullable String type) {
    return "scrum".equals(type) || "kanban".equals(type) ? type : null;
  }

  private static @Nullable String estimation(JsonValue board) throws UnmappableException {
    JsonValue estimation = board.optionalObject("estimation");
    if (estimation == null) {
      return null;
    }
    JsonValue field = estimation.optionalObject("field");
    String id = field == null ? null : field.text("fieldId");
    if (id == null) {
      return "none";
    }
    return id.equals("timeoriginalestimate") ? "time" : "points";
  }
}
