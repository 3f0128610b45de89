package io.throughline.simulator.jenkins;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.world.Pipeline;

/** A build, with what plugins hang on it. */
final class BuildJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private final String base;

  /**
   * @param base address of Jenkins without a slash at the end
   */
  BuildJson(String base) {
    this.base = base;
  }

  /** The address of a job by its full name. */
  String address(String full) {
    return base + "/job/" + full.replace("/", "/job/") + "/";
  }

  /** The address of a build. */
  String address(Build build) {
    return base + "/" + path(build);
  }

  /** The address of a build below that of Jenkins. */
  String path(Build build) {
    String full = build.pipeline().project().jenkins() + "/" + build.job();
    return "job/" + full.replace("/", "/job/") + "/" + build.number() + "/";
  }

  ObjectNode of(Build build, long now) {
    Pipeline p = build.pipeline();
    boolean running = build.running(now);
    ObjectNode out =
        JSON.objectNode()
            .put("_class", "org.jenkinsci.plugins.workflow.job.WorkflowRun")
            .put("number", build.number())
            .put("id", Integer.toString(build.number()))
            .put("url", base + "/" + path(build))
            .put("building", running)
            .put("inProgress", running)
            .put("timestamp", p.startedAt())
            .put("duration", running ? 0 : p.finishedAt() - p.startedAt())
            .put("queueId", p.id() % 100_000)
            .put("result", running ? null : build.result());
    actions(out.putArray("actions"), build, running);
    ArrayNode artifacts = out.putArray("artifacts");
    for (String path : build.artifacts(now, address(build)).keySet()) {
      artifacts
          .addObject()
          .put("displayPath", path.substring(path.lastIndexOf('/') + 1))
          .put("fileName", path.substring(path.lastIndexOf('/') + 1))
          .put("relativePath", path);
    }
    ObjectNode changes = out.putArray("changeSets").addObject();
    changes.put("_class", "hudson.plugins.git.GitChangeSetList").put("kind", "git");
    changes.putArray("items").addObject().put("commitId", p.sha());
    return out;
  }

  private static void actions(ArrayNode actions, Build build, boolean running) {
    Pipeline p = build.pipeline();
    ArrayNode causes =
        actions.addObject().put("_class", "hudson.model.CauseAction").putArray("causes");
    if (p.source().equals("rebuild")) {
      causes.addObject().put("_class", "com.sonyericsson.rebuild.RebuildCause");
      causes
          .addObject()
          .put("_class", "hudson.model.Cause$UserIdCause")
          .put("userId", p.user().username());
    } else {
      causes.addObject().put("_class", "jenkins.branch.BranchEventCause");
    }
    actions.addObject();
    actions
        .addObject()
        .put("_class", "jenkins.metrics.impl.TimeInQueueAction")
        .put("queuingDurationMillis", p.startedAt() - p.createdAt());
    ObjectNode data = actions.addObject().put("_class", "hudson.plugins.git.util.BuildData");
    ObjectNode revision = data.putObject("lastBuiltRevision").put("SHA1", p.sha());
    revision.putArray("branch").addObject().put("SHA1", p.sha()).put("name", build.job());
    data.putArray("remoteUrls")
        .add("git@gitlab.brightwater.example:" + p.project().path() + ".git");
    actions.addNull();
    if (!running && build.tests() > 0) {
      actions
          .addObject()
          .put("_class", "hudson.tasks.junit.TestResultAction")
          .put("totalCount", build.tests())
          .put("failCount", build.failedTests())
          .put("skipCount", 2)
          .put("urlName", "testReport");
    }
  }
}
