package io.throughline.simulator.live;

import io.throughline.simulator.http.Json;
import io.throughline.simulator.jira.JiraHook;
import io.throughline.simulator.jira.JiraHooks;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends webhooks with Jira's headers. */
final class JiraSender {
  private final JiraHooks hooks;
  private final Outbox outbox;

  JiraSender(JiraHooks hooks, Outbox outbox) {
    this.hooks = hooks;
    this.outbox = outbox;
  }

  /** Queues the event for every hook that wants to hear it. */
  void send(String event, Supplier<Json.Part> body) {
    byte[] bytes = null;
    for (JiraHook hook : hooks.all()) {
      if (hook.hears(event)) {
        bytes = bytes == null ? Json.bytes(body.get()) : bytes;
        outbox.send("jira-" + hook.id(), request(hook, bytes));
      }
    }
  }

  private static HttpRequest request(JiraHook hook, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(hook.url()))
            .timeout(Outbox.PATIENCE)
            .header("Content-Type", "application/json; charset=UTF-8")
            .header("User-Agent", "Atlassian Webhook HTTP Client")
            .header("X-Atlassian-Webhook-Identifier", UUID.randomUUID().toString())
            .header("X-Atlassian-Webhook-Flow", "Primary");
    if (hook.secret() != null) {
      request.header("X-Hub-Signature", "sha256=" + signature(hook.secret(), body));
    }
    return request.POST(BodyPublishers.ofByteArray(body)).build();
  }

  /** The HMAC-SHA256 of the body, in hexadecimal digits. */
  static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
