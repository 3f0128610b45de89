package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Registering, listing and removing webhooks. */
final class HookApi {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final HookRegistry registry;

  HookApi(HookRegistry registry) {
    this.registry = registry;
  }

  Reply answer(Request request, @Nullable Long project, @Nullable String group) {
    String id = request.path().size() > 5 ? request.path().get(5) : "";
    List<Hook> own =
        registry.all().stream()
            .filter(h -> Objects.equals(h.projectId(), project))
            .filter(h -> Objects.equals(h.groupPath(), group))
            .toList();
    return switch (request.method()) {
      case "GET" -> list(own);
      case "POST", "PUT" -> {
        Map<String, String> form = form(request);
        Hook hook = Hook.of(id.isEmpty() ? registry.nextId() : Api.id(id), project, group, form);
        registry.add(hook);
        yield Reply.json(id.isEmpty() ? 201 : 200, Json.bytes(out -> write(out, hook)));
      }
      case "DELETE" -> {
        if (own.stream().noneMatch(h -> h.id() == Api.id(id)) || !registry.remove(Api.id(id))) {
          throw NotFound.of("");
        }
        yield Reply.json(204, new byte[0]);
      }
      default -> throw new Refused(405, "405 Method Not Allowed");
    };
  }

  /** The body as fields, from JSON or from a form, with the query beneath. */
  static Map<String, String> form(Request request) {
    Map<String, String> out = new HashMap<>(request.query());
    String text = new String(request.body(), StandardCharsets.UTF_8).strip();
    if (text.startsWith("{")) {
      try {
        JsonNode node = MAPPER.readTree(text);
        node.properties().forEach(e -> out.put(e.getKey(), e.getValue().asText()));
      } catch (IOException e) {
        throw new Refused(400, "The body is no JSON");
      }
    } else {
      out.putAll(Request.form(text));
    }
    return out;
  }

  private static Reply list(List<Hook> hooks) {
    return Reply.of(
        out -> {
          out.writeStartArray();
          for (Hook hook : hooks) {
            write(out, hook);
          }
          out.writeEndArray();
        });
  }

  // The secret itself is never told again, as in GitLab.
  private static void write(JsonGenerator out, Hook hook) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", hook.id());
    out.writeStringField("url", hook.url());
    out.writeStringField("created_at", "2026-01-01T00:00:00.000Z");
    Json.flags(
        out,
        true,
        "push_events",
        "tag_push_events",
        "merge_requests_events",
        "note_events",
        "job_events",
        "pipeline_events",
        "deployment_events",
        "releases_events");
    Json.flags(out, false, "enable_ssl_verification", "issues_events");
    out.writeStringField("alert_status", "executable");
    Json.nulls(out, "disabled_until");
    out.writeEndObject();
  }
}
