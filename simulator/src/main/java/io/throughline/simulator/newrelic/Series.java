package io.throughline.simulator.newrelic;

import io.throughline.simulator.http.Refused;
import io.throughline.simulator.production.Traffic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One question in New Relic's query language that asks for a series. Only the texts of our own
 * documentation are understood, word by word.
 *
 * @param names GUIDs of applications, or names of deployments
 * @param apdexT limit of Apdex in seconds; null where nothing is asked of it
 * @param from epoch milliseconds
 * @param minutes length of a part
 */
record Series(
    Kind kind, List<String> names, @Nullable Double apdexT, long from, long to, int minutes) {
  private static final int MOST_PARTS = 366;
  private static final long MINUTE = 60_000;
  private static final String NO_ERROR = "(error IS NOT true OR error.expected IS true)";

  private static final String TAIL =
      " SINCE ([0-9]{1,15}) UNTIL ([0-9]{1,15}) LIMIT MAX TIMESERIES ([0-9]{1,2}) minutes?";

  private static final Pattern APDEX =
      Pattern.compile(
          Pattern.quote(", filter(count(*), WHERE duration <= ")
              + "([0-9.]{1,12})"
              + Pattern.quote(
                  " AND " + NO_ERROR + ") AS satisfied, filter(count(*), WHERE duration > ")
              + "([0-9.]{1,12}) AND duration <= ([0-9.]{1,12})"
              + Pattern.quote(" AND " + NO_ERROR + ") AS tolerating"));

  /** What is asked for. */
  enum Kind {
    REQUESTS(
        Pattern.quote(counts())
            + "(?<apdex>.*)"
            + Pattern.quote(" FROM Transaction WHERE transactionType = 'Web' AND entityGuid IN (")
            + "(?<names>'[A-Za-z0-9+/=_', -]+')"
            + Pattern.quote(") FACET entityGuid")),
    TRACKS(
        Pattern.quote(
                "SELECT count(*) AS requests, filter(count(*), WHERE error IS true AND"
                    + " error.expected IS NOT true) AS errors, percentile(duration, 95) AS"
                    + " percentiles FROM Transaction WHERE transactionType = 'Web' AND entityGuid"
                    + " IN (")
            + "(?<names>'[A-Za-z0-9+/=_', -]+')"
            + Pattern.quote(") AND `rollout.role` IS NOT NULL FACET entityGuid, `rollout.role`")),
    BEATS(
        Pattern.quote(
                "SELECT count(apm.service.memory.physical) AS beats FROM Metric WHERE entity.guid"
                    + " IN (")
            + "(?<names>'[A-Za-z0-9+/=_', -]+')"
            + Pattern.quote(") FACET entity.guid")),
    CONTAINERS(
        Pattern.quote(
                "SELECT count(*) AS samples, uniqueCount(containerID) AS containers,"
                    + " uniqueCount(podName) AS pods, sum(cpuUsedCores) AS cpuUsed,"
                    + " sum(cpuRequestedCores) AS cpuRequested, sum(cpuLimitCores) AS cpuLimit,"
                    + " sum(memoryWorkingSetBytes) AS memoryUsed,"
                    + " sum(memoryRequestedBytes) AS memoryRequested,"
                    + " sum(memoryLimitBytes) AS memoryLimit,"
                    + " sum(containerCpuCfsPeriodsDelta) AS periods,"
                    + " sum(containerCpuCfsThrottledPeriodsDelta) AS throttledPeriods,"
                    + " filter(sum(restartCountDelta), WHERE lastTerminatedExitReason ="
                    + " 'OOMKilled') AS oomKills FROM K8sContainerSample WHERE deploymentName IN (")
            + "(?<names>'[A-Za-z0-9._', -]+')"
            + Pattern.quote(") FACET clusterName, namespaceName, deploymentName"));

    private final Pattern pattern;

    Kind(String text) {
      this.pattern = Pattern.compile(text + TAIL);
    }
  }

  private static String counts() {
    return "SELECT count(*) AS requests,"
        + " filter(count(*), WHERE error IS true AND error.expected IS NOT true) AS errors, "
        + Traffic.BOUNDS.stream().map(Series::upTo).collect(Collectors.joining(", "))
        + ", percentile(duration, 50, 95, 99) AS percentiles";
  }

  private static String upTo(int bound) {
    String seconds = String.format(Locale.ROOT, "%.3f", bound / 1000.0).replaceAll("\\.?0+$", "");
    // What ends in zeros before the point keeps them.
    String text = bound % 1000 == 0 ? Integer.toString(bound / 1000) : seconds;
    return "filter(count(*), WHERE duration <= " + text + ") AS upTo" + bound;
  }

  /**
   * Reads a question.
   *
   * @throws Refused when it is none of those that are understood
   */
  static Series parse(Kind kind, String text) {
    Matcher found = kind.pattern.matcher(text);
    if (!found.matches()) {
      throw new Refused(200, "NRQL Syntax Error: this New Relic does not understand: " + text);
    }
    int last = found.groupCount();
    long from = Long.parseLong(found.group(last - 2));
    long to = Long.parseLong(found.group(last - 1));
    int minutes = Integer.parseInt(found.group(last));
    if (minutes < 1 || from >= to || (to - from) / (minutes * MINUTE) > MOST_PARTS) {
      throw new Refused(200, "TIMESERIES must have between 1 and " + MOST_PARTS + " buckets");
    }
    List<String> names =
        Arrays.stream(found.group("names").split(", "))
            .map(name -> name.substring(1, name.length() - 1))
            .toList();
    Double limit = kind == Kind.REQUESTS ? apdexT(found.group("apdex")) : null;
    return new Series(kind, names, limit, from, to, minutes);
  }

  private static @Nullable Double apdexT(String text) {
    if (text.isEmpty()) {
      return null;
    }
    Matcher found = APDEX.matcher(text);
    double limit = found.matches() ? Double.parseDouble(found.group(1)) : -1;
    boolean fits =
        limit > 0
            && Double.parseDouble(found.group(2)) == limit
            && Math.abs(Double.parseDouble(found.group(3)) - 4 * limit) < 1e-6;
    if (!fits) {
      throw new Refused(200, "NRQL Syntax Error: this New Relic does not understand: " + text);
    }
    return limit;
  }
}
