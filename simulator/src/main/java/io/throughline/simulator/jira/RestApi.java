package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.TicketStatus;
import io.throughline.simulator.world.TicketType;
import java.io.IOException;
import java.util.List;

/** Everything under {@code /rest/api/3}. */
final class RestApi {
  private static final int LIMIT = 50;
  private final Site site;
  private final SearchApi search;
  private final IssueApi issues;
  private final ReferenceJson refer;

  RestApi(Site site) {
    this.site = site;
    this.search = new SearchApi(site);
    this.issues = new IssueApi(site);
    this.refer = new ReferenceJson(site);
  }

  Reply answer(Request request, List<String> path) {
    String what = String.join("/", path);
    if (!request.method().equals("GET") && !what.equals("search/jql")) {
      throw new Refused(405, "Method Not Allowed");
    }
    if (path.size() > 1 && path.getFirst().equals("issue")) {
      return issues.answer(request, path.get(1), path.size() > 2 ? path.get(2) : "");
    }
    if (path.size() == 2 && path.getFirst().equals("project") && !what.endsWith("search")) {
      return project(path.get(1));
    }
    return switch (what) {
      case "serverInfo" -> Reply.of(this::server);
      case "myself" -> Reply.of(out -> UserJson.write(out, site, site.user()));
      case "field" -> Reply.of(Fields::write);
      case "project/search" -> Paged.values(request, site.projects(), LIMIT, refer::project);
      case "status" -> array(List.of(TicketStatus.values()), refer::statusObject);
      case "statuscategory" -> array(List.of(TicketStatus.Category.values()), refer::category);
      case "issuetype" -> array(List.of(TicketType.values()), refer::typeObject);
      case "users/search", "users" -> users(request);
      case "search/jql" -> search.answer(request);
      case "search" ->
          throw new Refused(
              410,
              "The requested API has been removed. Please migrate to the /rest/api/3/search/jql"
                  + " API.");
      default -> throw new Refused(404, "null for uri: " + request.rawPath());
    };
  }

  private Reply project(String idOrKey) {
    Board board = site.boardOf(idOrKey);
    if (board == null) {
      throw new Refused(404, "No project could be found with key '" + idOrKey + "'.");
    }
    return Reply.of(out -> refer.project(out, board));
  }

  private Reply users(Request request) {
    List<Account> all = site.users();
    int from = Math.min(all.size(), Math.max(0, request.number("startAt", 0)));
    int size = Math.max(1, Math.min(1000, request.number("maxResults", LIMIT)));
    return array(
        all.subList(from, Math.min(all.size(), from + size)),
        (out, user) -> UserJson.write(out, site, user));
  }

  private static <T> Reply array(List<T> rows, Paged.Row<T> row) {
    return Reply.of(
        out -> {
          out.writeStartArray();
          for (T item : rows) {
            row.to(out, item);
          }
          out.writeEndArray();
        });
  }

  private void server(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("baseUrl", site.base());
    out.writeStringField("displayUrl", site.base());
    out.writeStringField("version", "1001.0.0-SNAPSHOT");
    out.writeArrayFieldStart("versionNumbers");
    out.writeNumber(1001);
    out.writeNumber(0);
    out.writeNumber(0);
    out.writeEndArray();
    out.writeStringField("deploymentType", "Cloud");
    out.writeNumberField("buildNumber", 100_284);
    out.writeStringField("serverTime", site.stamp(site.now()));
    out.writeStringField("serverTitle", "Jira");
    out.writeObjectFieldStart("defaultLocale");
    out.writeStringField("locale", "en_US");
    out.writeEndObject();
    out.writeStringField("serverTimeZone", site.zone().getId());
    out.writeEndObject();
  }
}
