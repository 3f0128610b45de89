package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketStatus;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Boards and sprints, under {@code /rest/agile/1.0}. */
final class AgileApi {
  private static final int LIMIT = 50;
  private final Site site;
  private final IssueJson json;
  private final Search search;

  AgileApi(Site site) {
    this.site = site;
    this.json = new IssueJson(site);
    this.search = new Search(site);
  }

  Reply answer(Request request, List<String> path) {
    String id = path.size() > 1 ? path.get(1) : "";
    String part = path.size() > 2 ? path.get(2) : "";
    return switch (path.isEmpty() ? "" : path.getFirst()) {
      case "board" -> id.isEmpty() ? boards(request) : board(request, board(id), part);
      case "sprint" -> sprint(request, id, part);
      default -> throw new Refused(404, "null for uri: " + request.rawPath());
    };
  }

  private Reply boards(Request request) {
    String project = request.text("projectKeyOrId", "");
    String type = request.text("type", "");
    List<Board> rows =
        site.tracker().boards().stream()
            .filter(b -> project.isEmpty() || b.equals(site.boardOf(project)))
            .filter(b -> type.isEmpty() || type(b).equals(type))
            .toList();
    return Paged.values(request, rows, LIMIT, this::write);
  }

  private Board board(String id) {
    Board board = id.matches("\\d{1,18}") ? site.board(Long.parseLong(id)) : null;
    if (board == null) {
      throw new Refused(
          404,
          "The requested board cannot be viewed because it either does not"
              + " exist or you do not have permission to view it.");
    }
    return board;
  }

  private Reply board(Request request, Board board, String part) {
    return switch (part) {
      case "" -> Reply.of(out -> write(out, board));
      case "configuration" -> Reply.of(out -> configuration(out, board));
      case "sprint" -> sprints(request, board);
      case "issue" -> issues(request, "project = " + board.key());
      default -> throw new Refused(404, "null for uri: " + request.rawPath());
    };
  }

  private Reply sprints(Request request, Board board) {
    if (board.kanban()) {
      throw new Refused(400, "The board does not support sprints");
    }
    long now = site.now();
    String wanted = request.text("state", "");
    List<String> states = List.of(wanted.split(","));
    List<Sprint> rows =
        site.tracker().sprints(board, now).stream()
            .filter(sprint -> wanted.isEmpty() || states.contains(sprint.state(now)))
            .toList();
    return Paged.values(
        request, rows, LIMIT, (out, sprint) -> SprintJson.write(out, site.base(), sprint, now));
  }

  private Reply sprint(Request request, String id, String part) {
    long now = site.now();
    Sprint sprint = id.matches("\\d{1,9}") ? site.tracker().sprint(Long.parseLong(id)) : null;
    if (sprint == null || sprint.createdAt() > now) {
      throw new Refused(404, "Sprint does not exist");
    }
    return switch (part) {
      case "" -> Reply.of(out -> SprintJson.write(out, site.base(), sprint, now));
      case "issue" -> issues(request, "sprint = " + sprint.id());
      default -> throw new Refused(404, "null for uri: " + request.rawPath());
    };
  }

  private Reply issues(Request request, String within) {
    long now = site.now();
    String more = request.text("jql", "");
    Jql jql = Jql.of(more.isBlank() ? within : within + " AND " + more, site, now);
    Set<String> fields = SearchApi.fields(request, "*all");
    boolean changelog = request.text("expand", "").contains("changelog");
    List<Ticket> rows = search.all(jql, now);
    return Paged.of(
        request,
        rows,
        100,
        "issues",
        (out, ticket) -> json.write(out, ticket, now, fields, changelog ? 100 : 0));
  }

  private static String type(Board board) {
    return board.kanban() ? "kanban" : "scrum";
  }

  private void write(JsonGenerator out, Board board) throws IOException {
    out.writeStartObject();
    head(out, board, "");
    out.writeObjectFieldStart("location");
    out.writeNumberField("projectId", board.projectId());
    out.writeStringField("displayName", board.team().name() + " (" + board.key() + ")");
    out.writeStringField("projectName", board.team().name());
    out.writeStringField("projectKey", board.key());
    out.writeStringField("projectTypeKey", "software");
    out.writeStringField("name", board.team().name() + " (" + board.key() + ")");
    out.writeEndObject();
    out.writeBooleanField("isPrivate", false);
    out.writeEndObject();
  }

  private void head(JsonGenerator out, Board board, String part) throws IOException {
    out.writeNumberField("id", board.id());
    out.writeStringField("self", site.base() + "/rest/agile/1.0/board/" + board.id() + part);
    out.writeStringField("name", board.name());
    out.writeStringField("type", type(board));
  }

  private void configuration(JsonGenerator out, Board board) throws IOException {
    out.writeStartObject();
    head(out, board, "/configuration");
    out.writeObjectFieldStart("location");
    out.writeStringField("type", "project");
    out.writeStringField("key", board.key());
    out.writeStringField("id", "" + board.projectId());
    out.writeStringField("self", site.api("project/" + board.projectId()));
    out.writeStringField("name", board.team().name());
    out.writeEndObject();
    out.writeObjectFieldStart("filter");
    out.writeStringField("id", "" + (10_200 + board.id()));
    out.writeStringField("self", site.api("filter/" + (10_200 + board.id())));
    out.writeEndObject();
    out.writeObjectFieldStart("columnConfig");
    out.writeArrayFieldStart("columns");
    column(out, "To Do", TicketStatus.TO_DO);
    column(out, "In Progress", TicketStatus.IN_PROGRESS, TicketStatus.BLOCKED);
    column(out, "In Review", TicketStatus.IN_REVIEW);
    column(out, "Done", TicketStatus.DONE);
    out.writeEndArray();
    out.writeStringField("constraintType", "issueCount");
    out.writeEndObject();
    out.writeObjectFieldStart("estimation");
    out.writeStringField("type", board.kanban() ? "none" : "field");
    if (!board.kanban()) {
      out.writeObjectFieldStart("field");
      out.writeStringField("fieldId", Fields.POINTS);
      out.writeStringField("displayName", "Story Points");
      out.writeEndObject();
    }
    out.writeEndObject();
    out.writeObjectFieldStart("ranking");
    out.writeNumberField("rankCustomFieldId", 10019);
    out.writeEndObject();
    out.writeEndObject();
  }

  private void column(JsonGenerator out, String name, TicketStatus... statuses) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", name);
    out.writeArrayFieldStart("statuses");
    for (TicketStatus status : statuses) {
      out.writeStartObject();
      out.writeStringField("id", status.id());
      out.writeStringField("self", site.api("status/" + status.id()));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
