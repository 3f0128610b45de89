package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Registering, listing and removing webhooks, under {@code /rest/webhooks/1.0/webhook}. */
final class WebhookApi {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final Site site;
  private final JiraHooks hooks;

  WebhookApi(Site site, JiraHooks hooks) {
    this.site = site;
    this.hooks = hooks;
  }

  Reply answer(Request request, List<String> path) {
    if (path.isEmpty() || !path.getFirst().equals("webhook")) {
      throw new Refused(404, "null for uri: " + request.rawPath());
    }
    JiraHook known = path.size() > 1 ? known(path.get(1)) : null;
    return switch (request.method()) {
      case "GET" -> known == null ? list() : Reply.of(out -> write(out, known));
      case "POST", "PUT" -> {
        JiraHook hook = read(request, known);
        hooks.add(hook);
        int status = known == null ? 201 : 200;
        yield Reply.json(status, Json.bytes(out -> write(out, hook)));
      }
      case "DELETE" -> {
        if (known == null) {
          throw new Refused(405, "Method Not Allowed");
        }
        hooks.remove(known.id());
        yield Reply.json(204, new byte[0]);
      }
      default -> throw new Refused(405, "Method Not Allowed");
    };
  }

  private JiraHook known(String id) {
    return hooks.all().stream()
        .filter(h -> Long.toString(h.id()).equals(id))
        .findFirst()
        .orElseThrow(() -> new Refused(404, "Webhook " + id + " does not exist"));
  }

  private JiraHook read(Request request, @Nullable JiraHook known) {
    try {
      JsonNode node = MAPPER.readTree(request.body());
      String url = node.path("url").asText("");
      if (!url.startsWith("http://") && !url.startsWith("https://")) {
        throw new Refused(400, "The url must begin with http or https");
      }
      List<String> events = new ArrayList<>();
      node.path("events").forEach(event -> events.add(event.asText()));
      return new JiraHook(
          known == null ? hooks.nextId() : known.id(),
          node.path("name").asText("webhook"),
          url,
          List.copyOf(events),
          node.hasNonNull("secret") ? node.get("secret").asText() : null);
    } catch (IOException e) {
      throw new Refused(400, "There was an error parsing JSON. Check that your request is valid.");
    }
  }

  private Reply list() {
    return Reply.of(
        out -> {
          out.writeStartArray();
          for (JiraHook hook : hooks.all()) {
            write(out, hook);
          }
          out.writeEndArray();
        });
  }

  // The secret itself is never told again.
  private void write(JsonGenerator out, JiraHook hook) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", hook.name());
    out.writeStringField("url", hook.url());
    out.writeBooleanField("excludeBody", false);
    out.writeObjectFieldStart("filters");
    out.writeEndObject();
    out.writeArrayFieldStart("events");
    for (String event : hook.events()) {
      out.writeString(event);
    }
    out.writeEndArray();
    out.writeBooleanField("enabled", true);
    out.writeBooleanField("isSigned", hook.secret() != null);
    out.writeStringField("self", site.base() + "/rest/webhooks/1.0/webhook/" + hook.id());
    out.writeEndObject();
  }
}
