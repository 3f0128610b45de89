package io.throughline.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.Ticket;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code search/jql}, asked with a body or with parameters. */
final class SearchApi {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LIMIT = 100;

  /** So many entries of a history come with a ticket that was searched for. */
  private static final int HISTORIES = 40;

  private final Site site;
  private final Search search;
  private final IssueJson json;

  SearchApi(Site site) {
    this.site = site;
    this.search = new Search(site);
    this.json = new IssueJson(site);
  }

  private record Asked(String jql, String token, int size, Set<String> fields, boolean changelog) {}

  Reply answer(Request request) {
    Asked asked = request.method().equals("POST") ? body(request) : query(request);
    long now = site.now();
    Jql jql = Jql.of(asked.jql(), site, now);
    if (!jql.bounded()) {
      throw new Refused(
          400,
          "Unbounded JQL queries are not allowed here. Please add a search restriction to your"
              + " query.");
    }
    int size = Math.max(1, Math.min(LIMIT, asked.size()));
    Search.Found found = search.page(jql, asked.token(), size, now);
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("issues");
          for (Ticket ticket : found.tickets()) {
            json.write(out, ticket, now, asked.fields(), asked.changelog() ? HISTORIES : 0);
          }
          out.writeEndArray();
          if (found.next() != null) {
            out.writeStringField("nextPageToken", found.next());
          }
          out.writeBooleanField("isLast", found.next() == null);
          out.writeEndObject();
        });
  }

  private static Asked query(Request request) {
    return new Asked(
        request.text("jql", ""),
        request.text("nextPageToken", ""),
        request.number("maxResults", 50),
        fields(request, ""),
        request.text("expand", "").contains("changelog"));
  }

  /** The fields that a parameter asks for, with commas between them. */
  static Set<String> fields(Request request, String otherwise) {
    Set<String> out = new TreeSet<>(List.of(request.text("fields", otherwise).split(",")));
    out.remove("");
    return out;
  }

  private static Asked body(Request request) {
    try {
      JsonNode node = MAPPER.readTree(request.body());
      Set<String> fields = new HashSet<>();
      node.path("fields").forEach(field -> fields.add(field.asText()));
      return new Asked(
          node.path("jql").asText(""),
          node.path("nextPageToken").asText(""),
          node.path("maxResults").asInt(50),
          fields,
          node.path("expand").toString().contains("changelog"));
    } catch (IOException e) {
      throw new Refused(400, "There was an error parsing JSON. Check that your request is valid.");
    }
  }
}
