package io.throughline.source.sonarqube;

import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The webhook that comes when an analysis is done, or when somebody's decision about an issue turns
 * the gate of one. The state of the task is not that of the gate: a task that went well has often a
 * gate that failed.
 */
final class HookMapping {
  private HookMapping() {}

  /**
   * Takes what it tells and wishes for the measures, which it does not carry.
   *
   * @return why it means nothing to us; null when it means something
   */
  static @Nullable String analysis(Scope scope, JsonValue body, Harvest harvest)
      throws UnmappableException {
    JsonValue project = body.object("project");
    String key = ProjectMapping.key(project);
    String task = body.requiredText("status").toUpperCase(Locale.ROOT);
    if (!task.equals("SUCCESS")) {
      return "the server could not finish the analysis (" + shortened(task) + ")";
    }
    Instant analysed = scope.time(body, "analysedAt");
    Instant changed = scope.time(body, "changedAt");
    Instant at = analysed == null ? changed : analysed;
    if (at == null) {
      throw body.at("analysedAt").unexpected("a time");
    }
    JsonValue branch = body.optionalObject("branch");
    Subject subject = subject(key, branch);
    Instant version = changed == null || changed.isBefore(at) ? at : changed;
    String sha = AnalysisMapping.revision(body, "revision");
    String webUrl = branch == null ? project.text("url") : branch.text("url");
    ProjectMapping.told(scope, key, project.text("name"), project.text("url"), harvest);
    JsonValue told = body.optionalObject("qualityGate");
    Gate gate = told == null ? none(body) : Gate.ofHook(told);
    harvest.partial(AnalysisMapping.gated(scope, subject, at, gate, sha, webUrl), version);
    if (told != null) {
      GateMapping.judged(
          scope,
          subject,
          new GateMapping.Told(at, version, sha, webUrl, null, null),
          gate,
          harvest);
    }
    if (subject.main() || subject.pullRequest() != null) {
      harvest.refresh(
          AnalysesFeed.ID, key, subject.pullRequest() == null ? "" : subject.pullRequest());
    }
    return null;
  }

  private static Gate none(JsonValue body) {
    return new Gate(null, body.at("qualityGate"), List.of());
  }

  /** Without a branch it is the main one: what has no branches does not tell any. */
  private static Subject subject(String key, @Nullable JsonValue branch)
      throws UnmappableException {
    if (branch == null) {
      return new Subject(key, true, null, null);
    }
    String name = branch.text("name");
    if ("PULL_REQUEST".equals(branch.text("type"))) {
      return new Subject(key, false, null, branch.requiredText("name"));
    }
    boolean main = Boolean.TRUE.equals(branch.flag("isMain"));
    return new Subject(key, main, main ? name : branch.requiredText("name"), null);
  }

  private static String shortened(String word) {
    return word.length() > 40 ? word.substring(0, 40) + "..." : word;
  }
}
