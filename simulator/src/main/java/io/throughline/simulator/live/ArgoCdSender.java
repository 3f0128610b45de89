package io.throughline.simulator.live;

import io.throughline.simulator.argocd.ArgoCdHook;
import io.throughline.simulator.argocd.ArgoCdHooks;
import io.throughline.simulator.argocd.Notification;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Sends what Argo CD Notifications sends: without a signature, with the secret in a header. */
final class ArgoCdSender {
  private final ArgoCdHooks hooks;
  private final Outbox outbox;

  ArgoCdSender(ArgoCdHooks hooks, Outbox outbox) {
    this.hooks = hooks;
    this.outbox = outbox;
  }

  /** Queues what became due between two moments. */
  void send(Notification notification, long after, long upTo) {
    if (hooks.all().isEmpty()) {
      return;
    }
    for (byte[] body : notification.due(after, upTo)) {
      for (ArgoCdHook hook : hooks.all()) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(hook.url()))
                .timeout(Outbox.PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Throughline-Token", hook.token())
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        outbox.send("argocd", request);
      }
    }
  }
}
