package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.confluence.ConfluenceServer;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code issue/{idOrKey}} and what is below it. */
final class IssueApi {
  private static final int HISTORIES = 100;
  private final Site site;
  private final IssueJson json;
  private final ChangeJson changes;

  IssueApi(Site site) {
    this.site = site;
    this.json = new IssueJson(site);
    this.changes = new ChangeJson(site);
  }

  Reply answer(Request request, String idOrKey, String part) {
    long now = site.now();
    Ticket ticket = Lookup.known(site, idOrKey, now);
    return switch (part) {
      case "" -> {
        Set<String> fields = SearchApi.fields(request, "*all");
        boolean changelog = request.text("expand", "").contains("changelog");
        yield Reply.of(out -> json.write(out, ticket, now, fields, changelog ? HISTORIES : 0));
      }
      case "changelog" ->
          Paged.values(request, ticket.seen(now), HISTORIES, (out, c) -> changes.write(out, c));
      case "remotelink" -> links(ticket, now);
      default -> throw new Refused(404, "null for uri: " + request.rawPath());
    };
  }

  private Reply links(Ticket ticket, long now) {
    return Reply.of(
        out -> {
          out.writeStartArray();
          for (MergeRequest mr : site.tracker().mergeRequests(ticket)) {
            if (mr.createdAt() <= now) {
              link(out, ticket, mr);
            }
          }
          for (TicketField field : List.of(TicketField.PRD_LINK, TicketField.DESIGN_LINK)) {
            String page = ticket.at(now).get(field);
            if (page != null) {
              page(out, ticket, page);
            }
          }
          String incident = ticket.at(now).get(TicketField.INCIDENT_LINK);
          if (incident != null) {
            IncidentLink.write(out, site, ticket, incident);
          }
          out.writeEndArray();
        });
  }

  private void page(JsonGenerator out, Ticket ticket, String page) throws IOException {
    String root = site.base().substring(0, site.base().lastIndexOf('/'));
    out.writeStartObject();
    out.writeNumberField("id", Long.parseLong(page));
    out.writeStringField("self", site.api("issue/" + ticket.id() + "/remotelink/" + page));
    out.writeStringField("globalId", "appId=8f1f1d0c&pageId=" + page);
    out.writeObjectFieldStart("application");
    out.writeStringField("type", "com.atlassian.confluence");
    out.writeStringField("name", "Confluence");
    out.writeEndObject();
    out.writeStringField("relationship", "Wiki Page");
    out.writeObjectFieldStart("object");
    out.writeStringField(
        "url", root + ConfluenceServer.PREFIX + "/wiki/pages/viewpage.action?pageId=" + page);
    out.writeStringField("title", "Page");
    out.writeEndObject();
    out.writeEndObject();
  }

  private void link(JsonGenerator out, Ticket ticket, MergeRequest mr) throws IOException {
    String root = site.base().substring(0, site.base().lastIndexOf('/'));
    String url = root + "/" + mr.project().path() + "/-/merge_requests/" + mr.iid();
    out.writeStartObject();
    out.writeNumberField("id", mr.id());
    out.writeStringField("self", site.api("issue/" + ticket.id() + "/remotelink/" + mr.id()));
    out.writeStringField("globalId", url);
    out.writeObjectFieldStart("application");
    out.writeStringField("type", "com.gitlab");
    out.writeStringField("name", "GitLab");
    out.writeEndObject();
    out.writeStringField("relationship", "mentioned on");
    out.writeObjectFieldStart("object");
    out.writeStringField("url", url);
    out.writeStringField("title", "Merge request - " + mr.title());
    out.writeEndObject();
    out.writeEndObject();
  }
}
