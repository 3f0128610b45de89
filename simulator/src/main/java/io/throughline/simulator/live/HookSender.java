package io.throughline.simulator.live;

import io.throughline.simulator.gitlab.Hook;
import io.throughline.simulator.gitlab.HookRegistry;
import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.http.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends webhooks with GitLab's headers. */
final class HookSender {
  private final HookRegistry hooks;
  private final Outbox outbox;

  HookSender(HookRegistry hooks, Outbox outbox) {
    this.hooks = hooks;
    this.outbox = outbox;
  }

  /** Queues the call for every hook that hears of the project. */
  void send(HookCall call, View view, long now) {
    byte[] body = null;
    String event = UUID.randomUUID().toString();
    for (Hook hook : hooks.all()) {
      if (!hook.hears(call.project().id(), view.path(call.project()))) {
        continue;
      }
      body = body == null ? Json.bytes(call.body().of(view, now)) : body;
      HttpRequest request = request(hook, call.event(), event, body, view.base());
      outbox.send("gitlab-" + hook.id(), request);
    }
  }

  static HttpRequest request(Hook hook, String kind, String event, byte[] body, String instance) {
    String id = UUID.randomUUID().toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(hook.url()))
            .timeout(Outbox.PATIENCE)
            .header("Content-Type", "application/json")
            .header("User-Agent", "GitLab/18.5.1-ee")
            .header("X-Gitlab-Event", kind)
            .header("X-Gitlab-Event-UUID", event)
            .header("X-Gitlab-Webhook-UUID", id)
            .header("X-Gitlab-Instance", instance)
            .header("Idempotency-Key", id);
    if (hook.token() != null) {
      request.header("X-Gitlab-Token", hook.token());
    }
    String key = hook.signingToken();
    if (key != null) {
      String time = Long.toString(System.currentTimeMillis() / 1000);
      request.header("webhook-id", id).header("webhook-timestamp", time);
      request.header("webhook-signature", "v1," + signature(key, id, time, body));
    }
    return request.POST(BodyPublishers.ofByteArray(body)).build();
  }

  /** Base64 of the HMAC-SHA256 over {@code id.timestamp.body}. */
  static String signature(String key, String id, String time, byte[] body) {
    try {
      String secret = key.startsWith("whsec_") ? key.substring(6) : key;
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
      mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
