package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketChange;
import io.throughline.simulator.world.TicketField;
import java.io.IOException;
import java.util.Set;

/** The bodies of webhooks: what happened, and the thing as it stood just then. */
public final class JiraEvents {
  public static final String CREATED = "jira:issue_created";
  public static final String UPDATED = "jira:issue_updated";
  public static final String STARTED = "sprint_started";
  public static final String CLOSED = "sprint_closed";

  private final Site site;
  private final IssueJson issues;
  private final ChangeJson changes;

  public JiraEvents(Site site) {
    this.site = site;
    this.issues = new IssueJson(site);
    this.changes = new ChangeJson(site);
  }

  /** A ticket came into being. */
  public Json.Part created(Ticket ticket) {
    return out -> {
      out.writeStartObject();
      head(out, ticket.createdAt(), CREATED, "issue_created", ticket.reporter());
      issue(out, ticket, ticket.createdAt());
      out.writeEndObject();
    };
  }

  /** A ticket changed. */
  public Json.Part updated(Ticket ticket, TicketChange change) {
    return out -> {
      out.writeStartObject();
      head(out, change.at(), UPDATED, kind(change), change.by());
      issue(out, ticket, change.at());
      out.writeObjectFieldStart("changelog");
      out.writeStringField("id", "" + change.id());
      changes.items(out, change);
      out.writeEndObject();
      out.writeEndObject();
    };
  }

  /** A sprint was started or closed. */
  public Json.Part sprint(Sprint sprint, String event, long at) {
    return out -> {
      out.writeStartObject();
      out.writeNumberField("timestamp", at);
      out.writeStringField("webhookEvent", event);
      out.writeFieldName("sprint");
      SprintJson.write(out, site.base(), sprint, at);
      out.writeEndObject();
    };
  }

  private void head(JsonGenerator out, long at, String event, String kind, Account user)
      throws IOException {
    out.writeNumberField("timestamp", at);
    out.writeStringField("webhookEvent", event);
    out.writeStringField("issue_event_type_name", kind);
    UserJson.field(out, site, "user", user);
  }

  private void issue(JsonGenerator out, Ticket ticket, long at) throws IOException {
    out.writeFieldName("issue");
    issues.write(out, ticket, at, Set.of("*all"), 0);
  }

  private static String kind(TicketChange change) {
    for (TicketChange.Item item : change.items()) {
      if (item.field() == TicketField.STATUS) {
        return "issue_generic";
      }
      if (item.field() == TicketField.KEY) {
        return "issue_moved";
      }
      if (item.field() == TicketField.ASSIGNEE && change.items().size() == 1) {
        return "issue_assigned";
      }
    }
    return "issue_updated";
  }
}
