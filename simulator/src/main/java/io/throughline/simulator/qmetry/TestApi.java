package io.throughline.simulator.qmetry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.TestSheet;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.Tracker;
import io.throughline.simulator.world.World;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Test cases, what they are linked to, cycles, and the latest run of each test case in them. */
final class TestApi {
  private static final int CASES = 50;
  private static final int MOST = 100;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final World world;
  private final LongSupplier clock;

  TestApi(World world, LongSupplier clock) {
    this.world = world;
    this.clock = clock;
  }

  private Tracker tracker() {
    return world.tracker();
  }

  Reply projects(JsonNode body) {
    int size = Math.max(1, Math.min(MOST, body.path("maxResults").asInt(MOST)));
    return Paging.page(
        Math.max(0, body.path("startAt").asInt(0)),
        size,
        tracker().boards(),
        (out, board) -> {
          out.writeNumberField("id", board.projectId());
          out.writeStringField("key", board.key());
          out.writeStringField("name", board.team().name());
          out.writeBooleanField("qmetryEnabled", true);
        });
  }

  Reply cases(Request request, JsonNode body) {
    Board board = board(body);
    long now = clock.getAsLong();
    List<TestSheet> found = new ArrayList<>();
    for (Ticket ticket : tracker().tickets()) {
      if (ticket.createdAt() <= now && (board == null || ticket.board().equals(board))) {
        for (TestSheet sheet : tracker().testing().of(ticket)) {
          if (sheet.createdAt() <= now) {
            found.add(sheet);
          }
        }
      }
    }
    found.sort(order(request.text("sort", "key:desc")));
    return Paging.page(request, CASES, found, TestApi::sheet);
  }

  // Nobody changes a test case after it was written, so its creation is its last change, too.
  private static Comparator<TestSheet> order(String sort) {
    boolean falling = sort.endsWith(":desc");
    Comparator<TestSheet> rising =
        switch (sort.replaceFirst(":.*", "")) {
          case "created", "updated" ->
              Comparator.comparingLong(TestSheet::createdAt).thenComparing(TestSheet::uid);
          case "key" -> Comparator.comparing(TestSheet::key);
          default -> throw new Refused(400, "Cannot sort by " + sort);
        };
    return falling ? rising.reversed() : rising;
  }

  private static void sheet(JsonGenerator out, TestSheet sheet) throws IOException {
    Account author = sheet.ticket().reporter();
    out.writeStringField("id", sheet.uid());
    out.writeStringField("key", sheet.key());
    out.writeNumberField("projectId", sheet.ticket().board().projectId());
    out.writeStringField("summary", sheet.summary());
    out.writeBooleanField("archived", false);
    out.writeStringField("assignee", author.trackerId());
    named(out, "status", sheet.draft() ? "Draft" : "Done");
    out.writeObjectFieldStart("version");
    out.writeNumberField("versionNo", 1);
    out.writeBooleanField("isLatestVersion", true);
    out.writeEndObject();
    stamp(out, "created", author, sheet.createdAt());
    stamp(out, "updated", author, sheet.createdAt());
  }

  Reply requirements(Request request, String uid) {
    long now = clock.getAsLong();
    TestSheet sheet = tracker().testing().sheet(uid);
    if (sheet == null || sheet.createdAt() > now) {
      throw new Refused(404, "Test case not found");
    }
    return Paging.page(
        request,
        MOST,
        List.of(sheet.ticket()),
        (out, ticket) -> {
          var state = ticket.at(now);
          out.writeNumberField("id", ticket.id());
          out.writeStringField("key", state.get(TicketField.KEY));
          out.writeStringField("summary", state.get(TicketField.SUMMARY));
          out.writeNumberField("tcVersionNo", 1);
        });
  }

  Reply cycles(Request request, JsonNode body) {
    Board board = board(body);
    long now = clock.getAsLong();
    List<Sprint> found = new ArrayList<>();
    for (Board each : tracker().boards()) {
      if (board == null || each.equals(board)) {
        tracker().sprints(each, now).stream()
            .filter(sprint -> sprint.startAt() <= now)
            .forEach(found::add);
      }
    }
    return Paging.page(
        request,
        MOST,
        found,
        (out, sprint) -> {
          out.writeStringField("id", tracker().testing().cycle(sprint));
          out.writeStringField("key", sprint.board().key() + "-TR-" + (sprint.number() + 1));
          out.writeNumberField("projectId", sprint.board().projectId());
          out.writeStringField("summary", sprint.name());
          out.writeObjectFieldStart("status");
          out.writeEndObject();
          out.writeBooleanField("archived", false);
        });
  }

  /** A test case in a cycle, with its latest run there. */
  private record InCycle(TestSheet sheet, TestSheet.Attempt attempt, boolean over) {}

  Reply runs(Request request, String uid) {
    long now = clock.getAsLong();
    Sprint sprint = sprint(uid, now);
    List<InCycle> found = new ArrayList<>();
    for (Ticket ticket : tracker().tickets()) {
      for (TestSheet sheet : tracker().testing().of(ticket)) {
        InCycle row = latest(sheet, sprint, now);
        if (row != null) {
          found.add(row);
        }
      }
    }
    return Paging.page(
        request,
        MOST,
        found,
        (out, row) -> {
          out.writeStringField("id", row.sheet().uid());
          out.writeStringField("key", row.sheet().key());
          out.writeNumberField("versionNo", 1);
          out.writeStringField("summary", row.sheet().summary());
          out.writeNumberField("testCaseExecutionId", row.attempt().id());
          out.writeNumberField("testCycleTestCaseMapId", row.attempt().id() / 10);
          named(out, "executionResult", row.over() ? row.attempt().result() : "Not Executed");
          if (row.over()) {
            out.writeObjectFieldStart("executed");
            out.writeStringField("executedBy", row.sheet().ticket().reporter().trackerId());
            out.writeStringField("executedOn", TIME.format(at(row.attempt().at())));
            out.writeEndObject();
          }
        });
  }

  private static @Nullable InCycle latest(TestSheet sheet, Sprint sprint, long now) {
    InCycle last = null;
    for (TestSheet.Attempt attempt : sheet.attempts()) {
      boolean here = attempt.sprint() == sprint.id() && sheet.createdAt() <= now;
      if (here && (last == null || attempt.over(now))) {
        last = new InCycle(sheet, attempt, attempt.over(now));
      }
    }
    return last;
  }

  private Sprint sprint(String uid, long now) {
    for (Board board : tracker().boards()) {
      for (Sprint sprint : tracker().sprints(board, now)) {
        if (sprint.startAt() <= now && tracker().testing().cycle(sprint).equals(uid)) {
          return sprint;
        }
      }
    }
    throw new Refused(404, "Test cycle not found");
  }

  private @Nullable Board board(JsonNode body) {
    JsonNode project = body.path("filter").path("projectId");
    if (project.isMissingNode()) {
      return null;
    }
    return tracker().boards().stream()
        .filter(board -> board.projectId() == project.asLong())
        .findFirst()
        .orElseThrow(() -> new Refused(403, "No access to project " + project.asText()));
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  private static void named(JsonGenerator out, String field, String name) throws IOException {
    out.writeObjectFieldStart(field);
    out.writeStringField("name", name);
    out.writeEndObject();
  }

  private static void stamp(JsonGenerator out, String field, Account who, long millis)
      throws IOException {
    out.writeObjectFieldStart(field);
    out.writeStringField(field + "By", who.trackerId());
    out.writeStringField(field + "On", TIME.format(at(millis)));
    out.writeEndObject();
  }
}
