package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.world.Sprint;
import java.io.IOException;

/** A sprint in its three forms, which differ in how they name the board. */
final class SprintJson {
  private SprintJson() {}

  /** As the agile interface and webhooks tell it. */
  static void write(JsonGenerator out, String base, Sprint sprint, long now) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", sprint.id());
    out.writeStringField("self", base + "/rest/agile/1.0/sprint/" + sprint.id());
    rest(out, sprint, now);
    out.writeStringField("createdDate", Site.utc(sprint.createdAt()));
    out.writeNumberField("originBoardId", sprint.board().id());
    out.writeEndObject();
  }

  /** As the field of a ticket tells it. */
  static void inField(JsonGenerator out, Sprint sprint, long now) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", sprint.id());
    rest(out, sprint, now);
    out.writeNumberField("boardId", sprint.board().id());
    out.writeEndObject();
  }

  private static void rest(JsonGenerator out, Sprint sprint, long now) throws IOException {
    String state = sprint.state(now);
    out.writeStringField("state", state);
    out.writeStringField("name", sprint.name());
    out.writeStringField("goal", sprint.goal());
    out.writeStringField("startDate", Site.utc(sprint.startAt()));
    out.writeStringField("endDate", Site.utc(sprint.endAt()));
    if (state.equals("closed")) {
      out.writeStringField("completeDate", Site.utc(sprint.closedAt()));
    }
  }
}
