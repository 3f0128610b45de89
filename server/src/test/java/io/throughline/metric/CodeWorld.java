package io.throughline.metric;

import static io.throughline.metric.FactWorld.at;

import io.throughline.model.fact.CodeAnalysis;
import io.throughline.model.fact.CodeIssue;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.RepositoryFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Analyses of code told fact by fact, of projects of SonarQube beside a {@link FactWorld}. */
final class CodeWorld {
  private static final int SOURCE = 4;

  /** Numbers of one analysis by their names; what is not named is not told. */
  static final class Numbers {
    private final Map<String, Long> values = new HashMap<>();

    Numbers with(String name, long value) {
      values.put(name, value);
      return this;
    }

    @Nullable Long get(String name) {
      return values.get(name);
    }

    @Nullable Integer rating(String name) {
      Long value = values.get(name);
      return value == null ? null : value.intValue();
    }
  }

  final FactWorld facts;

  CodeWorld(FactWorld facts) {
    this.facts = facts;
  }

  /** Unlike those of the other world these differ in their first digits. */
  static String sha(int number) {
    return "%08x".formatted(0xc0de0000 + number).repeat(5);
  }

  static long project(int number) {
    return FactId.of(SOURCE, number);
  }

  void project(int number, String key) {
    facts.tell(new Project(project(number), key, key, null, "main", null, null, false));
  }

  /**
   * @param change 0 for the main branch
   * @param mode null for an analysis that is not rated
   */
  long analysis(
      int number,
      int project,
      long change,
      Instant at,
      @Nullable String mode,
      @Nullable String gate,
      Numbers n) {
    long id = FactId.of(SOURCE, 1000 + number);
    facts.tell(
        new CodeAnalysis(
            id,
            project(project),
            change == 0 ? "main" : "topic",
            change == 0,
            change == 0 ? null : change,
            sha(number),
            at,
            mode,
            gate,
            n.rating("reliability"),
            n.rating("security"),
            n.rating("maintainability"),
            n.rating("newReliability"),
            n.rating("newSecurity"),
            n.rating("newMaintainability"),
            null,
            null,
            n.get("coveredConditions"),
            n.get("conditions"),
            n.get("coveredLines"),
            n.get("coverableLines"),
            null,
            n.get("newLines"),
            null,
            n.get("newDuplicated"),
            null,
            null,
            null,
            n.get("newVulnerabilities"),
            n.get("newIssues"),
            n.get("accepted"),
            n.get("hotspots") == null ? null : Double.valueOf(n.get("hotspots")),
            null,
            null,
            null));
    return id;
  }

  /** An analysis of which only the status of its gate is known. */
  void status(int number, int project, String sha, String when, String gate, @Nullable String url) {
    facts.tell(
        new CodeAnalysis(
            FactId.of(SOURCE, 1000 + number),
            project(project),
            "main",
            true,
            null,
            sha,
            at(when),
            "standard",
            gate,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            url));
  }

  long main(int number, int project, String when, String gate, Numbers n) {
    return analysis(number, project, 0, at(when), "standard", gate, n);
  }

  long change(int number, int project, long change, String when, Numbers n) {
    return analysis(number, project, change, at(when), "standard", "ok", n);
  }

  /** What was found of a repository's connected mode. */
  void connected(int number, long project, String seen, boolean present) {
    facts.tell(
        new RepositoryFile(
            FactId.of(1, 9000 + number),
            project,
            ".sonarlint/connectedMode.json",
            present,
            at(seen)));
  }

  void issue(
      int number,
      int project,
      String quality,
      String severity,
      @Nullable String state,
      Instant opened,
      @Nullable Instant closed) {
    facts.tell(
        new CodeIssue(
            FactId.of(SOURCE, 5000 + number),
            project(project),
            "K" + number,
            null,
            "java:S1",
            quality,
            severity,
            state,
            "Mend this",
            "src/A.java",
            1,
            opened,
            closed,
            null));
  }
}
