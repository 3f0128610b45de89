package io.throughline.simulator.argocd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.production.HealthTurn;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.production.Sync;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What Argo CD Notifications sends by the template that the product gives to its users: when a
 * version was brought out and is healthy, when that failed, and when something is not healthy.
 */
public final class Notification {
  private final Production production;
  private final String address;

  /**
   * @param base address of the simulator without a slash at the end
   */
  public Notification(Production production, String base) {
    this.production = production;
    this.address = base + ArgoCdServer.PREFIX;
  }

  /**
   * The bodies that are due after a moment and up to another one, in the order of their moments.
   */
  public List<byte[]> due(long after, long upTo) {
    List<byte[]> out = new ArrayList<>();
    for (long at : moments(after, upTo)) {
      for (Application app : Application.all(production, at)) {
        if (dueAt(app, at)) {
          out.add(body(app));
        }
      }
    }
    return out;
  }

  private List<Long> moments(long after, long upTo) {
    TreeSet<Long> moments = new TreeSet<>();
    for (Application app : Application.all(production, upTo)) {
      app.syncs().forEach(sync -> moments.add(told(sync)));
      app.health().forEach(turn -> moments.add(turn.at()));
    }
    return List.copyOf(moments.subSet(after, false, upTo, true));
  }

  /** When the end of an operation is told: a good one when all that it began is over. */
  private static long told(Sync sync) {
    return sync.succeeded() ? sync.settledAt() : sync.finishedAt();
  }

  private static boolean dueAt(Application app, long at) {
    Sync last = app.operation();
    boolean ended = last != null && told(last) == at;
    boolean well = app.health(true).equals("Healthy");
    HealthTurn turn = app.health().isEmpty() ? null : app.health().getLast();
    boolean worse = turn != null && turn.at() == at && turn.status().equals("Degraded");
    return worse || (ended && (well || !Objects.requireNonNull(last).succeeded()));
  }

  private byte[] body(Application app) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("kind", "argocd.application").put("version", 1);
    out.put("name", app.name()).put("namespace", ApplicationJson.NAMESPACE);
    out.put("uid", Application.uid("application/" + app.name()));
    out.put("controllerNamespace", ApplicationJson.NAMESPACE).put("argocdUrl", address);
    ApplicationJson.labels(app, out.putObject("labels"));
    out.put("project", ApplicationJson.project(app));
    ApplicationJson.destination(app, out.putObject("destination"));
    ApplicationJson.health(app, out.putObject("health"));
    out.put("reconciledAt", ApplicationJson.time(app.reconciledAt()));
    ObjectNode sync = out.putObject("sync");
    sync.put("status", app.inSync() ? "Synced" : "OutOfSync");
    sync.put("revision", app.head() == null ? null : app.head().sha()).putNull("revisions");
    operation(app, out);
    ArrayNode history = out.putArray("history");
    for (Sync one : app.history()) {
      ObjectNode entry = history.addObject();
      entry.put("id", one.history()).put("revision", one.commit().sha()).putNull("revisions");
      entry.put("deployStartedAt", ApplicationJson.time(one.startedAt()));
      entry.put("deployedAt", ApplicationJson.time(one.finishedAt()));
    }
    ArrayNode images = out.putArray("images");
    app.images().forEach(images::add);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void operation(Application app, ObjectNode out) {
    Sync last = app.operation();
    if (last == null) {
      out.putNull("operation");
      return;
    }
    ObjectNode operation = out.putObject("operation");
    boolean over = last.finishedAt() <= app.now();
    operation.put("phase", last.phase(app.now())).put("message", over ? last.message() : "");
    operation.put("startedAt", ApplicationJson.time(last.startedAt()));
    operation.put("finishedAt", over ? ApplicationJson.time(last.finishedAt()) : null);
  }
}
