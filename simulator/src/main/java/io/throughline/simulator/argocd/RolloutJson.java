package io.throughline.simulator.argocd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.production.Hosting.Strategy;
import io.throughline.simulator.production.Rollout;
import io.throughline.simulator.world.Dice;
import org.jspecify.annotations.Nullable;

/** A Rollout and its analysis runs as Kubernetes keeps them. */
final class RolloutJson {
  private RolloutJson() {}

  /** The hash of a version's description of its pods. */
  static String hash(Application app, Rollout rollout) {
    return Dice.sha(rollout.revision(), app.name() + "/" + rollout.artifact().image())
        .substring(0, 10);
  }

  static String resourceVersion(Application app) {
    return Long.toString(app.changedAt() / 10);
  }

  static ObjectNode of(Application app, Rollout rollout) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Rollout");
    ObjectNode metadata = out.putObject("metadata");
    metadata.put("name", app.namespace()).put("namespace", app.namespace());
    metadata.put("uid", Application.uid("rollout/" + app.name()));
    metadata.put("resourceVersion", resourceVersion(app));
    metadata.put("generation", rollout.revision() + 1);
    metadata.put("creationTimestamp", ApplicationJson.time(app.rollouts().getFirst().startedAt()));
    metadata
        .putObject("annotations")
        .put("rollout.argoproj.io/revision", Integer.toString(rollout.revision()));
    spec(app, rollout, out.putObject("spec"));
    status(app, rollout, out.putObject("status"));
    return out;
  }

  private static void spec(Application app, Rollout rollout, ObjectNode out) {
    int replicas = app.wanted() == null ? 3 : app.wanted().toReplicas();
    out.put("replicas", replicas).put("revisionHistoryLimit", 3);
    out.putObject("selector")
        .putObject("matchLabels")
        .put("app.kubernetes.io/name", app.namespace());
    ObjectNode strategy = out.putObject("strategy");
    if (rollout.strategy() == Strategy.CANARY) {
      canary(app, strategy.putObject("canary"));
    } else {
      strategy
          .putObject("blueGreen")
          .put("activeService", app.namespace())
          .put("previewService", app.namespace() + "-preview")
          .put("autoPromotionEnabled", !app.hosting().waitsForPerson());
    }
    ObjectNode template = out.putObject("template");
    template
        .putObject("metadata")
        .putObject("labels")
        .put("app.kubernetes.io/name", app.namespace());
    ObjectNode container = template.putObject("spec").putArray("containers").addObject();
    container.put("name", "app").put("image", rollout.artifact().image());
  }

  /** The steps stand in the manifest, whichever of them a version in a hurry skips. */
  private static void canary(Application app, ObjectNode out) {
    // What was given up stays beside the old one, to be looked at.
    out.put("abortScaleDownDelaySeconds", 0);
    ArrayNode steps = out.putArray("steps");
    steps.addObject().put("setWeight", 20);
    steps.addObject().putObject("pause").put("duration", "1m");
    steps.addObject().put("setWeight", 50);
    ObjectNode second = steps.addObject().putObject("pause");
    if (!app.hosting().waitsForPerson()) {
      second.put("duration", "1m");
    }
    if (app.hosting().analysed()) {
      ObjectNode analysis = out.putObject("analysis");
      analysis.putArray("templates").addObject().put("templateName", app.namespace() + "-errors");
      analysis.put("startingStep", 1);
    }
  }

  private static void status(Application app, Rollout rollout, ObjectNode out) {
    long now = app.now();
    boolean over = now >= rollout.endedAt();
    String hash = hash(app, rollout);
    Rollout former = former(app, rollout);
    boolean served = over && !rollout.aborted();
    String stable = served || former == null ? hash : hash(app, former);
    int replicas = app.wanted() == null ? 3 : app.wanted().toReplicas();
    out.put("HPAReplicas", replicas).put("replicas", replicas).put("readyReplicas", replicas);
    out.put("availableReplicas", replicas).put("updatedReplicas", served ? replicas : 1);
    out.put("observedGeneration", Integer.toString(rollout.revision() + 1));
    out.put("currentPodHash", hash).put("stableRS", stable);
    out.put("selector", "app.kubernetes.io/name=" + app.namespace());
    ObjectNode blueGreen = out.putObject("blueGreen");
    ObjectNode canary = out.putObject("canary");
    if (rollout.strategy() == Strategy.CANARY) {
      int steps = 4;
      out.put("currentStepHash", "5f8fbdf7bb");
      out.put(
          "currentStepIndex", served ? steps : over && rollout.aborted() ? 0 : rollout.step(now));
      analysis(rollout, canary, now);
    } else {
      blueGreen.put("activeSelector", stable).put("previewSelector", hash);
    }
    Rollout.Pause pause = over ? null : rollout.paused(now);
    if (over && rollout.aborted()) {
      out.put("abort", true).put("abortedAt", ApplicationJson.time(rollout.endedAt()));
    }
    if (pause != null) {
      out.put("controllerPause", true);
      out.putArray("pauseConditions")
          .addObject()
          .put("reason", reason(rollout))
          .put("startTime", ApplicationJson.time(pause.from()));
    }
    out.put("phase", rollout.phase(now));
    String message = message(rollout, pause, over);
    if (message != null) {
      out.put("message", message);
    }
    conditions(rollout, pause, over, now, out.putArray("conditions"));
  }

  private static void analysis(Rollout rollout, ObjectNode canary, long now) {
    Rollout.Analysis analysis = rollout.analysis();
    if (analysis != null && analysis.startedAt() <= now) {
      canary
          .putObject("currentBackgroundAnalysisRunStatus")
          .put("name", analysis.name())
          .put("status", analysis.phase(now));
    }
  }

  private static @Nullable Rollout former(Application app, Rollout rollout) {
    return app.rollouts().reversed().stream()
        .filter(r -> r.revision() < rollout.revision() && !r.aborted())
        .findFirst()
        .orElse(null);
  }

  private static String reason(Rollout rollout) {
    return rollout.strategy() == Strategy.CANARY ? "CanaryPauseStep" : "BlueGreenPause";
  }

  private static @Nullable String message(
      Rollout rollout, Rollout.@Nullable Pause pause, boolean over) {
    if (pause != null) {
      return reason(rollout);
    }
    if (!over) {
      return "more replicas need to be updated";
    }
    return rollout.aborted() ? "RolloutAborted: " + why(rollout) : null;
  }

  private static String why(Rollout rollout) {
    String update = "Rollout aborted update to revision " + rollout.revision();
    return rollout.analysis() == null
        ? update
        : update
            + ": Background analysis phase error/failed: Metric \""
            + rollout.analysis().metric()
            + "\" assessed Failed due to failed (3) > failureLimit (2)";
  }

  private static void conditions(
      Rollout rollout, Rollout.@Nullable Pause pause, boolean over, long now, ArrayNode out) {
    long began = rollout.startedAt();
    condition(out, "Available", "True", "AvailableReason", began, began);
    boolean served = over && !rollout.aborted();
    long ended = over ? rollout.endedAt() : began;
    condition(
        out,
        "Completed",
        served ? "True" : "False",
        "RolloutCompleted",
        ended(served, rollout),
        ended);
    condition(
        out, "Healthy", served ? "True" : "False", "RolloutHealthy", ended(served, rollout), ended);
    long resumed =
        rollout.pauses().stream()
            .mapToLong(Rollout.Pause::to)
            .filter(to -> to <= now)
            .max()
            .orElse(began);
    boolean ever = rollout.pauses().stream().anyMatch(p -> p.from() <= now);
    if (ever) {
      condition(
          out,
          "Paused",
          pause == null ? "False" : "True",
          "RolloutPaused",
          pause == null ? resumed : pause.from(),
          pause == null ? resumed : pause.from());
    }
    if (over && rollout.aborted()) {
      condition(out, "Progressing", "False", "RolloutAborted", ended, ended);
    } else if (pause != null) {
      condition(out, "Progressing", "Unknown", "RolloutPaused", pause.from(), pause.from());
    } else {
      String reason = served ? "NewReplicaSetAvailable" : "ReplicaSetUpdated";
      condition(out, "Progressing", "True", reason, resumed, Math.max(resumed, ended));
    }
  }

  private static long ended(boolean served, Rollout rollout) {
    return served ? rollout.endedAt() : rollout.startedAt();
  }

  private static void condition(
      ArrayNode out, String type, String status, String reason, long since, long written) {
    out.addObject()
        .put("type", type)
        .put("status", status)
        .put("reason", reason)
        .put("message", reason)
        .put("lastTransitionTime", ApplicationJson.time(since))
        .put("lastUpdateTime", ApplicationJson.time(written));
  }

  /** An analysis run of an application. */
  static ObjectNode analysisRun(Application app, Rollout.Analysis analysis) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "AnalysisRun");
    ObjectNode metadata = out.putObject("metadata");
    metadata.put("name", analysis.name()).put("namespace", app.namespace());
    metadata.put("uid", Application.uid("analysis/" + analysis.name()));
    metadata.put("creationTimestamp", ApplicationJson.time(analysis.startedAt()));
    ObjectNode labels = metadata.putObject("labels");
    labels.put("rollout-type", "Background");
    ObjectNode metric = out.putObject("spec").putArray("metrics").addObject();
    metric.put("name", analysis.metric()).put("interval", "10s").put("failureLimit", 2);
    metric.put("successCondition", "result.errors <= 1");
    ObjectNode status = out.putObject("status");
    String phase = analysis.phase(app.now());
    status.put("phase", phase);
    status.put("startedAt", ApplicationJson.time(analysis.startedAt()));
    boolean over = app.now() >= analysis.finishedAt();
    if (over) {
      status.put("completedAt", ApplicationJson.time(analysis.finishedAt()));
    }
    if (phase.equals("Failed")) {
      status.put(
          "message",
          "Metric \""
              + analysis.metric()
              + "\" assessed Failed due to failed (3) > failureLimit (2)");
    }
    ObjectNode result = status.putArray("metricResults").addObject();
    result.put("name", analysis.metric()).put("phase", phase);
    ObjectNode last = result.putArray("measurements").addObject();
    last.put("phase", phase).put("startedAt", ApplicationJson.time(analysis.startedAt()));
    last.put("value", phase.equals("Failed") ? "{\"errors\":6.2}" : "{\"errors\":0.2}");
    if (over) {
      last.put("finishedAt", ApplicationJson.time(analysis.finishedAt()));
    }
    return out;
  }
}
