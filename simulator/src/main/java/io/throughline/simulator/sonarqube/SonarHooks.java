package io.throughline.simulator.sonarqube;

import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The global webhooks, ten at most. */
public final class SonarHooks {
  private static final int MOST = 10;
  private static final int SHORTEST_SECRET = 16;

  private final CopyOnWriteArrayList<SonarHook> hooks = new CopyOnWriteArrayList<>();

  /** Adds a hook, replacing one with the same key. */
  public void add(SonarHook hook) {
    hooks.removeIf(h -> h.key().equals(hook.key()));
    hooks.add(hook);
  }

  /** All hooks. */
  public List<SonarHook> all() {
    return List.copyOf(hooks);
  }

  /** Parameters come in the address or as a form. */
  Reply create(Request request) {
    Map<String, String> form = Request.form(new String(request.body(), StandardCharsets.UTF_8));
    String name = given(request, form, "name");
    String url = given(request, form, "url");
    String secret = given(request, form, "secret");
    if (name == null || url == null || !url.matches("https?://.+")) {
      throw new Refused(400, "The 'name' and 'url' parameters are missing");
    }
    if (secret != null && secret.length() < SHORTEST_SECRET) {
      throw new Refused(400, "'secret' length must be between 16 and 200 characters");
    }
    if (hooks.size() >= MOST) {
      throw new Refused(400, "Maximum number of webhook reached for global webhooks");
    }
    SonarHook hook = new SonarHook(UUID.randomUUID().toString(), name, url, secret);
    add(hook);
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeObjectFieldStart("webhook");
          out.writeStringField("key", hook.key());
          out.writeStringField("name", name);
          out.writeStringField("url", url);
          out.writeBooleanField("hasSecret", secret != null);
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  private static @Nullable String given(Request request, Map<String, String> form, String name) {
    String value = form.getOrDefault(name, request.text(name, ""));
    return value.isEmpty() ? null : value;
  }
}
