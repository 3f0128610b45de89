package io.throughline.source.sonarqube;

import io.throughline.gate.Verdict;
import io.throughline.model.fact.GateCheck;
import io.throughline.model.fact.GateOutcome;
import io.throughline.model.fact.GateRun;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Quality gates as judgings of builds, under the id of the analysis that they judge. */
final class GateMapping {
  private static final String GATE = "static-analysis";
  private static final String TITLE = "SonarQube quality gate";
  private static final String TOOL = "sonarqube";
  private static final String FEED = "gate";

  private GateMapping() {}

  /** The gate of the context's latest analysis, as it is now. */
  static void page(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    JsonValue status = body.object("projectStatus");
    Subject subject = Subject.of(scope);
    Instant at = AnalysisMapping.analysedAt(scope);
    Instant version = AnalysisMapping.version(scope, at);
    Gate gate = Gate.ofAnswer(status);
    String revision = scope.delivery().context().get("revision");
    String sha = revision == null ? null : revision.toLowerCase(Locale.ROOT);
    harvest.partial(AnalysisMapping.gated(scope, subject, at, gate, sha, null), version);
    judged(
        scope,
        subject,
        new Told(at, version, sha, null, status.flag("ignoredConditions"), newLines(scope)),
        gate,
        harvest);
  }

  /** Lines of new code that the feed read with the measures; null where it could not. */
  private static @Nullable Long newLines(Scope scope) throws UnmappableException {
    return scope.delivery().context().containsKey("new_lines")
        ? scope.contextNumber("new_lines")
        : null;
  }

  /**
   * What is known beside the gate.
   *
   * @param at of the analysis
   * @param version when it was so
   */
  record Told(
      Instant at,
      Instant version,
      @Nullable String sha,
      @Nullable String webUrl,
      @Nullable Boolean ignored,
      @Nullable Long newLines) {}

  static void judged(Scope scope, Subject subject, Told told, Gate gate, Harvest harvest) {
    long id = subject.analysisId(scope, told.at());
    boolean ofChange = subject.pullRequest() != null;
    List<GateCheck> checks = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Gate.Condition condition : gate.conditions()) {
      Gate.Judged judged = gate.judge(condition, ofChange, told.ignored(), told.newLines());
      verdicts.add(judged.verdict());
      // Old servers may ask the same measure twice, of all code and of new code.
      int time = seen.merge(condition.metric(), 1, Integer::sum);
      checks.add(
          new GateCheck(
              id,
              GATE + "/" + condition.metric() + (time == 1 ? "" : "#" + time),
              GATE,
              checks.size(),
              condition.metric(),
              condition.bound(),
              condition.limit(),
              condition.value(),
              condition.unit(),
              null,
              judged.verdict().id(),
              judged.why()));
    }
    String verdict = gate.verdict(verdicts).id();
    harvest.partial(
        new GateRun(
            id,
            null,
            subject.projectId(scope),
            told.sha(),
            subject.branch(),
            null,
            null,
            TOOL,
            told.at(),
            verdict,
            null,
            null,
            told.webUrl()),
        told.version());
    harvest.replace(
        GateOutcome.class,
        id,
        FEED,
        told.version(),
        List.of(new GateOutcome(id, GATE, 0, TITLE, verdict, null, null)));
    harvest.replace(GateCheck.class, id, FEED, told.version(), checks);
  }
}
