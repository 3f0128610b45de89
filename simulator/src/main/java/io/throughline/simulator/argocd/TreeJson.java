package io.throughline.simulator.argocd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.production.Rollout;
import java.util.List;

/** What lives of an application in its cluster. */
final class TreeJson {
  private static final int KEPT_VERSIONS = 4;

  private TreeJson() {}

  static ObjectNode of(Application app) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ArrayNode nodes = out.putArray("nodes");
    Rollout current = app.rollout();
    for (ResourceKind kind : ResourceKind.of(current != null)) {
      ObjectNode node = nodes.addObject();
      kind.put(node, app.namespace());
      boolean rollout = kind.kind().equals("Rollout");
      node.put("uid", Application.uid((rollout ? "rollout/" : kind.kind() + "/") + app.name()));
      node.put("resourceVersion", RolloutJson.resourceVersion(app));
      node.put("createdAt", ApplicationJson.time(app.hosting().argoFrom()));
      if (kind.carriesHealth()) {
        node.putObject("health").put("status", app.health(true));
      }
    }
    List<Rollout> all = app.rollouts();
    for (Rollout rollout : all.subList(Math.max(0, all.size() - KEPT_VERSIONS), all.size())) {
      version(app, rollout, nodes);
    }
    return out;
  }

  private static void version(Application app, Rollout rollout, ArrayNode nodes) {
    ObjectNode set = nodes.addObject();
    set.put("group", "apps").put("version", "v1").put("kind", "ReplicaSet");
    set.put("namespace", app.namespace());
    set.put("name", app.namespace() + "-" + RolloutJson.hash(app, rollout));
    set.put("uid", Application.uid("set/" + app.name() + "/" + rollout.revision()));
    set.put("resourceVersion", Long.toString(rollout.startedAt() / 10));
    set.put("createdAt", ApplicationJson.time(rollout.startedAt()));
    set.putArray("images").add(rollout.artifact().image());
    set.putArray("info")
        .addObject()
        .put("name", "Revision")
        .put("value", "Rev:" + rollout.revision());
    parent(app, set);
    Rollout.Analysis analysis = rollout.analysis();
    if (analysis == null || analysis.startedAt() > app.now()) {
      return;
    }
    ObjectNode run = nodes.addObject();
    run.put("group", "argoproj.io").put("version", "v1alpha1").put("kind", "AnalysisRun");
    run.put("namespace", app.namespace()).put("name", analysis.name());
    run.put("uid", Application.uid("analysis/" + analysis.name()));
    boolean over = analysis.finishedAt() <= app.now();
    long seen = over ? analysis.finishedAt() : analysis.startedAt();
    run.put("resourceVersion", Long.toString(seen / 10));
    run.put("createdAt", ApplicationJson.time(analysis.startedAt()));
    run.putObject("health")
        .put("status", over ? analysis.successful() ? "Healthy" : "Degraded" : "Progressing");
    parent(app, run);
  }

  private static void parent(Application app, ObjectNode node) {
    ObjectNode parent = node.putArray("parentRefs").addObject();
    parent.put("group", "argoproj.io").put("kind", "Rollout");
    parent.put("namespace", app.namespace()).put("name", app.namespace());
    parent.put("uid", Application.uid("rollout/" + app.name()));
  }
}
