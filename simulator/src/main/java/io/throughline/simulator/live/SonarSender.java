package io.throughline.simulator.live;

import io.throughline.simulator.http.Json;
import io.throughline.simulator.sonarqube.HookBody;
import io.throughline.simulator.sonarqube.Site;
import io.throughline.simulator.sonarqube.SonarHook;
import io.throughline.simulator.sonarqube.SonarHooks;
import io.throughline.simulator.world.CodeQuality;
import io.throughline.simulator.world.CodeScan;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.World;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Sends webhooks with SonarQube's headers, each once. */
final class SonarSender {
  private final SonarHooks hooks;
  private final Outbox outbox;

  SonarSender(SonarHooks hooks, Outbox outbox) {
    this.hooks = hooks;
    this.outbox = outbox;
  }

  /** Queues what the analysis of a pipeline tells, if it was analysed. */
  void ran(Pipeline pipeline, World world, Site site, long now) {
    if (hooks.all().isEmpty() || pipeline.project().serviceId() == null) {
      return;
    }
    for (CodeScan scan : world.codeQuality().scans(pipeline.project(), now)) {
      if (scan.pipeline().id() == pipeline.id()) {
        byte[] body = Json.bytes(HookBody.of(scan, site));
        String key = CodeQuality.key(pipeline.project());
        hooks.all().forEach(hook -> outbox.send("sonar-" + hook.key(), request(hook, key, body)));
      }
    }
  }

  private static HttpRequest request(SonarHook hook, String project, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(hook.url()))
            .timeout(Outbox.PATIENCE)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "SonarQube/2026.1.0.1")
            .header("X-SonarQube-Project", project);
    if (hook.secret() != null) {
      request.header("X-Sonar-Webhook-HMAC-SHA256", JiraSender.signature(hook.secret(), body));
    }
    return request.POST(BodyPublishers.ofByteArray(body)).build();
  }
}
