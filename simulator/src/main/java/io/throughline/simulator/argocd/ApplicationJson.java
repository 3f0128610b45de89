package io.throughline.simulator.argocd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.production.Sync;
import java.time.Instant;

/**
 * An application as Argo CD writes it. Argo CD tells whole seconds; here the milliseconds of the
 * pipeline's telling stay, so that both name the same instant.
 */
final class ApplicationJson {
  static final String NAMESPACE = "argocd";

  private final String repository;

  /**
   * @param gitlab address of GitLab without a slash at the end
   */
  ApplicationJson(String gitlab) {
    this.repository = gitlab + "/brightwater/gitops.git";
  }

  static String time(long at) {
    return Instant.ofEpochMilli(at).toString();
  }

  ObjectNode of(Application app) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    metadata(app, out.putObject("metadata"));
    ObjectNode spec = out.putObject("spec");
    source(app, spec.putObject("source"));
    destination(app, spec.putObject("destination"));
    spec.put("project", project(app));
    if (app.hosting().automated()) {
      spec.putObject("syncPolicy").putObject("automated").put("prune", true).put("selfHeal", true);
    }
    status(app, out.putObject("status"));
    return out;
  }

  /** The department, which is a project of Argo CD. */
  static String project(Application app) {
    String group = app.hosting().project().group();
    return group.substring(group.lastIndexOf('/') + 1);
  }

  static void labels(Application app, ObjectNode labels) {
    labels.put("app.kubernetes.io/part-of", "brightwater");
    labels.put("throughline.io/environment", "production");
    labels.put("throughline.io/service", app.hosting().project().serviceId());
  }

  private static void metadata(Application app, ObjectNode out) {
    out.put("name", app.name()).put("namespace", NAMESPACE);
    out.put("uid", Application.uid("application/" + app.name()));
    out.put("resourceVersion", Long.toString(app.changedAt()));
    out.put("generation", app.syncs().size() * 2 + 1);
    out.put("creationTimestamp", time(app.hosting().argoFrom()));
    labels(app, out.putObject("labels"));
    out.putObject("annotations")
        .put("notifications.argoproj.io/subscribe.throughline.throughline", "");
  }

  private ObjectNode source(Application app, ObjectNode out) {
    return out.put("repoURL", repository)
        .put("path", app.hosting().folder())
        .put("targetRevision", "main");
  }

  static void destination(Application app, ObjectNode out) {
    out.put("name", app.place().cluster()).put("namespace", app.namespace());
  }

  private void status(Application app, ObjectNode out) {
    ArrayNode resources = out.putArray("resources");
    for (ResourceKind kind : ResourceKind.of(app.rollout() != null)) {
      ObjectNode one = resources.addObject();
      kind.put(one, app.namespace());
      one.put("status", app.inSync() ? "Synced" : "OutOfSync");
      if (kind.carriesHealth()) {
        one.putObject("health").put("status", app.health(true));
      }
    }
    ObjectNode sync = out.putObject("sync");
    sync.put("status", app.inSync() ? "Synced" : "OutOfSync");
    ObjectNode compared = sync.putObject("comparedTo");
    source(app, compared.putObject("source"));
    destination(app, compared.putObject("destination"));
    if (app.head() != null) {
      sync.put("revision", app.head().sha());
    }
    health(app, out.putObject("health"));
    ArrayNode history = out.putArray("history");
    for (Sync one : app.history()) {
      history(app, one, history.addObject());
    }
    out.put("reconciledAt", time(app.reconciledAt()));
    Sync last = app.operation();
    if (last != null) {
      operation(app, last, out.putObject("operationState"));
    }
    out.put("sourceType", "Kustomize");
    ArrayNode images = out.putObject("summary").putArray("images");
    app.images().forEach(images::add);
    out.put("controllerNamespace", NAMESPACE);
  }

  static void health(Application app, ObjectNode out) {
    out.put("status", app.health(true));
    if (!app.health().isEmpty()) {
      out.put("lastTransitionTime", time(app.health().getLast().at()));
    }
  }

  private void history(Application app, Sync sync, ObjectNode out) {
    out.put("revision", sync.commit().sha()).put("deployedAt", time(sync.finishedAt()));
    out.put("id", sync.history());
    source(app, out.putObject("source"));
    out.put("deployStartedAt", time(sync.startedAt()));
    by(sync, out.putObject("initiatedBy"));
  }

  private static void by(Sync sync, ObjectNode out) {
    if (sync.by() == null) {
      out.put("automated", true);
    } else {
      out.put("username", sync.by().email());
    }
  }

  private void operation(Application app, Sync sync, ObjectNode out) {
    ObjectNode operation = out.putObject("operation");
    ObjectNode asked = operation.putObject("sync");
    asked.put("revision", sync.commit().sha()).put("prune", true);
    if (sync.kind() == Sync.Kind.SELF_HEAL) {
      ObjectNode only = asked.putArray("resources").addObject();
      ResourceKind kind = ResourceKind.main(app.rollout() != null);
      only.put("group", kind.group()).put("kind", kind.kind()).put("name", app.namespace());
      asked.put("autoHealAttemptsCount", 1);
    } else if (sync.kind() == Sync.Kind.ROLLBACK && sync.by() != null) {
      source(app, asked.putObject("source"));
      asked.putObject("syncStrategy").putObject("apply");
    }
    by(sync, operation.putObject("initiatedBy"));
    operation.putObject("retry").put("limit", 5);
    boolean over = sync.finishedAt() <= app.now();
    out.put("phase", sync.phase(app.now()));
    out.put("message", over ? sync.message() : "waiting for healthy state of the resources");
    out.put("startedAt", time(sync.startedAt()));
    if (over) {
      out.put("finishedAt", time(sync.finishedAt()));
    }
    ObjectNode result = out.putObject("syncResult");
    ArrayNode resources = result.putArray("resources");
    int changed = 0;
    for (ResourceKind kind : ResourceKind.of(app.rollout() != null).reversed()) {
      boolean only = sync.kind() == Sync.Kind.SELF_HEAL;
      if (only && !kind.carriesHealth()) {
        continue;
      }
      ObjectNode one = resources.addObject();
      kind.put(one, app.namespace());
      boolean touched = changed++ < sync.resources();
      one.put("status", "Synced").put("hookPhase", "Running").put("syncPhase", "Sync");
      one.put(
          "message",
          kind.label() + "/" + app.namespace() + (touched ? " configured" : " unchanged"));
    }
    if (over && !sync.succeeded() && !sync.message().startsWith("Operation")) {
      ObjectNode hook = resources.addObject();
      hook.put("group", "batch").put("version", "v1").put("kind", "Job");
      hook.put("namespace", app.namespace()).put("name", "smoke-test").put("status", "Synced");
      hook.put("hookType", "PostSync").put("hookPhase", "Failed").put("syncPhase", "PostSync");
      hook.put("message", "Job has reached the specified backoff limit");
    }
    result.put("revision", sync.commit().sha());
    source(app, result.putObject("source"));
  }
}
