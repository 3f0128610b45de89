package io.throughline.source.newrelic;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The questions in New Relic's query language, one text for one purpose. Everything that stands in
 * them is a number of ours, a GUID or a name of Kubernetes that was checked. Pure.
 */
final class Nrql {
  /** Answers within so many milliseconds are counted, in this order. */
  static final List<Integer> BOUNDS =
      List.of(5, 10, 25, 50, 75, 100, 150, 250, 400, 650, 1000, 1600, 2500, 4000, 10_000);

  /** More events than these are not told in one answer. */
  static final int MOST_EVENTS = 5000;

  private static final double MILLIS = 1000;
  private static final String ERROR = "error IS true AND error.expected IS NOT true";
  private static final String NO_ERROR = "(error IS NOT true OR error.expected IS true)";

  private Nrql() {}

  /**
   * Requests, errors and how long answers took. Apdex is counted and not asked for: an answer that
   * is an error satisfies nobody, and New Relic's own function is not known to see errors.
   */
  static String requests(Collection<String> guids, @Nullable Double apdexT, Stretch stretch) {
    StringBuilder text = new StringBuilder(1500);
    text.append("SELECT count(*) AS requests, ").append(count(ERROR, "errors"));
    for (int bound : BOUNDS) {
      text.append(", ").append(count("duration <= " + decimal(bound / MILLIS), "upTo" + bound));
    }
    text.append(", percentile(duration, 50, 95, 99) AS percentiles");
    if (apdexT != null) {
      String t = decimal(apdexT);
      String four = decimal(4 * apdexT);
      text.append(", ").append(count("duration <= " + t + " AND " + NO_ERROR, "satisfied"));
      text.append(", ")
          .append(
              count(
                  "duration > " + t + " AND duration <= " + four + " AND " + NO_ERROR,
                  "tolerating"));
    }
    return text.append(" FROM Transaction WHERE transactionType = 'Web' AND entityGuid IN ")
        .append(list(guids))
        .append(" FACET entityGuid")
        .append(series(stretch))
        .toString();
  }

  /**
   * Requests, errors and the 95th percentile of the versions that answer beside each other.
   *
   * @param attribute of transactions, tells the versions apart; checked by {@link TrackReading}
   */
  static String tracks(Collection<String> guids, String attribute, Stretch stretch) {
    return "SELECT count(*) AS requests, "
        + count(ERROR, "errors")
        + ", percentile(duration, 95) AS percentiles"
        + " FROM Transaction WHERE transactionType = 'Web' AND entityGuid IN "
        + list(guids)
        + " AND `"
        + attribute
        + "` IS NOT NULL FACET entityGuid, `"
        + attribute
        + "`"
        + series(stretch);
  }

  /** Whether agents reported at all: they tell the memory of their process every minute. */
  static String beats(Collection<String> guids, Stretch stretch) {
    return "SELECT count(apm.service.memory.physical) AS beats FROM Metric WHERE entity.guid IN "
        + list(guids)
        + " FACET entity.guid"
        + series(stretch);
  }

  /** What containers used, and what they asked for. */
  static String containers(Collection<String> deployments, Stretch stretch) {
    return "SELECT count(*) AS samples, uniqueCount(containerID) AS containers,"
        + " uniqueCount(podName) AS pods, sum(cpuUsedCores) AS cpuUsed,"
        + " sum(cpuRequestedCores) AS cpuRequested, sum(cpuLimitCores) AS cpuLimit,"
        + " sum(memoryWorkingSetBytes) AS memoryUsed,"
        + " sum(memoryRequestedBytes) AS memoryRequested, sum(memoryLimitBytes) AS memoryLimit,"
        + " sum(containerCpuCfsPeriodsDelta) AS periods,"
        + " sum(containerCpuCfsThrottledPeriodsDelta) AS throttledPeriods,"
        + " filter(sum(restartCountDelta), WHERE lastTerminatedExitReason = 'OOMKilled')"
        + " AS oomKills FROM K8sContainerSample WHERE deploymentName IN "
        + list(deployments)
        + " FACET clusterName, namespaceName, deploymentName"
        + series(stretch);
  }

  /** The notes of deployments, of either kind that New Relic keeps. */
  static String markers(Instant from, Instant to) {
    return "SELECT timestamp, deploymentId, changeTrackingId, version, commit, description, user,"
        + " entity.guid FROM Deployment, ChangeTrackingEvent"
        + " WHERE (eventType() = 'Deployment' OR category = 'Deployment')"
        + between(from, to)
        + " LIMIT MAX";
  }

  private static String count(String condition, String name) {
    return "filter(count(*), WHERE " + condition + ") AS " + name;
  }

  private static String series(Stretch stretch) {
    return between(stretch.from(), stretch.to())
        + " LIMIT MAX TIMESERIES "
        + stretch.minutes()
        + (stretch.minutes() == 1 ? " minute" : " minutes");
  }

  private static String between(Instant from, Instant to) {
    return " SINCE " + from.toEpochMilli() + " UNTIL " + to.toEpochMilli();
  }

  private static String list(Collection<String> names) {
    return names.stream().collect(Collectors.joining("', '", "('", "')"));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.6f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
