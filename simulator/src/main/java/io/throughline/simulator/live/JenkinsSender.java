package io.throughline.simulator.live;

import io.throughline.simulator.jenkins.JenkinsHooks;
import io.throughline.simulator.jenkins.Notification;
import io.throughline.simulator.world.Pipeline;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/**
 * Sends what the Notification plugin sends: without a signature and without a header of its own.
 */
final class JenkinsSender {
  private final JenkinsHooks hooks;
  private final Outbox outbox;

  JenkinsSender(JenkinsHooks hooks, Outbox outbox) {
    this.hooks = hooks;
    this.outbox = outbox;
  }

  /** Queues a phase of a build for every address. */
  void send(Notification notification, Pipeline pipeline, String phase) {
    if (hooks.all().isEmpty()) {
      return;
    }
    notification
        .of(pipeline, phase)
        .ifPresent(
            body -> {
              for (String address : hooks.all()) {
                HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address))
                        .timeout(Outbox.PATIENCE)
                        .header("Content-Type", "application/json;charset=UTF-8")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
                outbox.send("jenkins", request);
              }
            });
  }
}
