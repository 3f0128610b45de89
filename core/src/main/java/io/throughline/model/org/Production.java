package io.throughline.model.org;

import java.util.List;
import java.util.Map;

/**
 * How it is judged what deployments do, and what incidents have to do with them.
 *
 * @param watchMinutes how long after a deployment a degraded health is its failure
 * @param togetherHours within which the same artifact in several places is one deployment
 * @param blameHours how long before an incident the deployment may have ended that it is put down
 *     to
 * @param hotfixDays how long after a deployment another one can be its hotfix
 * @param hotfixLabels globs of labels of merge requests that are hotfixes, in any case
 * @param hotfixBranches globs of their source branches, in any case
 * @param joinMinutes how far apart two systems may tell that the same outage began
 * @param briefSeconds incidents that a machine ended sooner than this are left out of durations
 * @param causes globs of labels by cause: {@code change}, {@code infrastructure}, {@code
 *     third_party}, {@code other}
 * @param escaped globs of labels by the gate that should have caught it
 * @param upstream by service those that it calls
 */
public record Production(
    int watchMinutes,
    int togetherHours,
    int blameHours,
    int hotfixDays,
    List<String> hotfixLabels,
    List<String> hotfixBranches,
    int joinMinutes,
    int briefSeconds,
    Map<String, List<String>> causes,
    Map<String, List<String>> escaped,
    Map<String, List<String>> upstream) {
  /** What holds for an organisation that says nothing (METRICS 2.6, 2.7). */
  public static final Production USUAL =
      new Production(
          60,
          4,
          24,
          7,
          List.of("hotfix", "*::hotfix"),
          List.of("hotfix", "hotfix/*", "hotfix-*", "hotfix_*", "*/hotfix", "*/hotfix-*"),
          10,
          120,
          Map.of(
              "change", List.of("cause:change", "cause-change", "caused-by-change"),
              "infrastructure",
                  List.of("cause:infrastructure", "cause-infrastructure", "infrastructure"),
              "third_party", List.of("cause:third-party", "cause-third-party", "third-party"),
              "other", List.of("cause:other", "cause-other")),
          Map.of(),
          Map.of());

  public Production {
    hotfixLabels = List.copyOf(hotfixLabels);
    hotfixBranches = List.copyOf(hotfixBranches);
    causes = Map.copyOf(causes);
    escaped = Map.copyOf(escaped);
    upstream = Map.copyOf(upstream);
  }
}
