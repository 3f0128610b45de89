package io.throughline.simulator.newrelic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.http.Credentials;
import io.throughline.simulator.http.Front;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.production.Production;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * New Relic's NerdGraph behind the common port, at {@code /newrelic/graphql}. It understands the
 * documents and query texts that our own documentation lists, and says so of all others.
 */
public final class NewRelicServer {
  private static final String PREFIX = "/newrelic";
  private static final JsonMapper JSON = new JsonMapper();

  private final NewRelicManner manner = new NewRelicManner();
  private final LongSupplier clock;
  private final Credentials credentials;
  private final Entities entities;
  private final Issues issues;
  private final Markers markers;

  /** Answers as soon as the port does. */
  public NewRelicServer(Front front, Production production, LongSupplier clock, String token) {
    this.clock = clock;
    this.credentials = new Credentials(token);
    this.entities = new Entities(production);
    this.issues = new Issues(production);
    this.markers = new Markers(production);
    front.api(PREFIX, manner, this::answer);
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    Request request = Request.of(exchange);
    String key = exchange.getRequestHeaders().getFirst("API-Key");
    boolean optedIn =
        "AiIssues"
            .equals(exchange.getRequestHeaders().getFirst("nerd-graph-unsafe-experimental-opt-in"));
    try {
      if (!request.method().equals("POST") || !request.rawPath().equals(PREFIX + "/graphql")) {
        throw new Refused(404, "Not Found");
      }
      if (key == null || !credentials.allow("Bearer " + key)) {
        throw new Refused(401, "Invalid user API key");
      }
      JsonNode question = JSON.readTree(request.body());
      String document = question.path("query").asText("").replaceAll("\\s+", " ").strip();
      ObjectNode out = JsonNodeFactory.instance.objectNode();
      out.set("data", data(document, question.path("variables"), optedIn));
      return Reply.json(out.toString().getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return manner.error(400, "Malformed JSON");
    } catch (Refused refused) {
      return manner.error(refused.status(), refused.text());
    }
  }

  private ObjectNode data(String document, JsonNode variables, boolean optedIn) {
    long now = clock.getAsLong();
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    switch (document) {
      case Documents.CHECK -> {
        ObjectNode actor = out.putObject("actor");
        actor.putObject("user").put("name", "Throughline");
        ObjectNode account = actor.putArray("accounts").addObject();
        account.put("id", Entities.ACCOUNT).put("name", "Brightwater");
      }
      case Documents.ENTITIES ->
          out.putObject("actor")
              .putObject("entitySearch")
              .set("results", entities.page(text(variables, "search"), text(variables, "cursor")));
      case Documents.ISSUES, Documents.ISSUES_BY_IDS -> {
        if (!optedIn) {
          throw new Refused(200, "aiIssues is experimental: opt in by the header");
        }
        boolean byIds = document.equals(Documents.ISSUES_BY_IDS);
        ObjectNode account = account(out, variables);
        if (account != null) {
          account.putObject("aiIssues").set("issues", issues(variables, byIds, now));
        }
      }
      case Documents.SAMPLES -> series(out, variables, List.of("requests", "beats"), now);
      case Documents.SAMPLES_WITH_CONTAINERS ->
          series(out, variables, List.of("requests", "beats", "containers"), now);
      case Documents.TRACKS -> series(out, variables, List.of("tracks"), now);
      case Documents.MARKERS -> {
        ObjectNode account = account(out, variables);
        if (account != null) {
          account
              .putObject("markers")
              .set("results", markers.rows(text(variables, "markers"), now));
        }
      }
      case Documents.NEW_MARKER ->
          out.putObject("changeTrackingCreateDeployment")
              .put("deploymentId", markers.write(variables.path("deployment"), now));
      default -> throw new Refused(200, "This New Relic does not know the document: " + document);
    }
    return out;
  }

  private static String text(JsonNode variables, String name) {
    return variables.path(name).isTextual() ? variables.path(name).asText() : "";
  }

  /** Of an account that the key may not see nothing is told. */
  private static @Nullable ObjectNode account(ObjectNode out, JsonNode variables) {
    ObjectNode actor = out.putObject("actor");
    if (variables.path("account").asLong() == Entities.ACCOUNT) {
      return actor.putObject("account");
    }
    actor.putNull("account");
    return null;
  }

  private ObjectNode issues(JsonNode variables, boolean byIds, long now) {
    Set<String> ids = new HashSet<>();
    variables.path("ids").forEach(id -> ids.add(id.asText()));
    return issues.page(
        variables.path("from").asLong(),
        variables.path("to").asLong(),
        byIds ? ids : null,
        text(variables, "cursor"),
        now);
  }

  private void series(ObjectNode out, JsonNode variables, List<String> parts, long now) {
    ObjectNode account = account(out, variables);
    if (account == null) {
      return;
    }
    Samples samples = new Samples(entities, now);
    for (String part : parts) {
      Series.Kind kind = Series.Kind.valueOf(part.toUpperCase(Locale.ROOT));
      Series series = Series.parse(kind, text(variables, part));
      account.putObject(part).set("results", samples.rows(series));
    }
  }
}
