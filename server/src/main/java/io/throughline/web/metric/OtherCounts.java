package io.throughline.web.metric;

import io.throughline.model.metric.Unit;
import io.throughline.running.OtherCount;
import io.throughline.running.Running;
import io.throughline.running.Selected;
import io.throughline.web.Links;
import io.throughline.web.View;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What other tools would count of the same deployments, changes and incidents, and why that
 * differs.
 *
 * @param choices all of them, or one tool
 * @param rows those that are chosen
 */
public record OtherCounts(List<Choice> choices, List<Row> rows) {
  /** Where nothing is counted otherwise. */
  public static final OtherCounts NONE = new OtherCounts(List.of(), List.of());

  /**
   * The number of a tool.
   *
   * @param ours the same by our own count
   */
  public record Row(
      String tool, String measure, String theirs, String ours, String words, String source) {}

  /** What a tool calls it, why it differs, and where that was read. */
  private record Said(String measure, String words, String source) {}

  private static final Map<String, Said> SAID =
      Map.ofEntries(
          Map.entry(
              "GitLab/change_failure_rate",
              new Said(
                  "Change failure rate",
                  "It divides all incidents of these days by the deployments of these days: an"
                      + " outage of a data centre counts, two systems that tell of the same one"
                      + " count twice, and a failed rollout without an incident does not count. It"
                      + " may exceed 100 %.",
                  "GitLab documentation, DORA metrics")),
          Map.entry(
              "Four Keys/change_failure_rate",
              new Said(
                  "Change failure rate",
                  "It counts a row for each change of a deployment with an incident, so that large"
                      + " deployments weigh more.",
                  "Four Keys, queries; issue 213")),
          Map.entry(
              "DevLake/change_failure_rate",
              new Said(
                  "Change failure rate",
                  "Each incident is put down to the latest successful deployment before it, however"
                      + " long ago that was. Deployments that failed are not looked at.",
                  "Apache DevLake, source code")),
          Map.entry(
              "Middleware/change_failure_rate",
              new Said(
                  "Change failure rate",
                  "A deployment failed when any incident came before the next one, whatever caused"
                      + " it.",
                  "Middleware, source code")),
          Map.entry(
              "GitLab/change_lead_time",
              new Said(
                  "Lead time for changes",
                  "It begins at the merge: writing and review are left out, so that it always looks"
                      + " shorter.",
                  "GitLab documentation, DORA metrics")),
          Map.entry(
              "Swarmia/change_lead_time",
              new Said(
                  "Change lead time",
                  "The same two moments as ours; a mean follows the few slowest.",
                  "Swarmia help, deployment insights")),
          Map.entry(
              "LinearB/change_lead_time",
              new Said(
                  "Cycle time",
                  "It adds the mean of each phase. That sum belongs to no change that ever was.",
                  "LinearB help, how cycle time is calculated")),
          Map.entry(
              "DevLake/change_lead_time",
              new Said(
                  "Lead time for changes",
                  "The lower median, and a part that is missing is 0 h: changes that were never"
                      + " deployed count as quick ones.",
                  "Apache DevLake, source code")),
          Map.entry(
              "GitLab/failed_deployment_recovery_time",
              new Said(
                  "Time to restore service",
                  "The median time that an incident was open, whether a deployment caused it or"
                      + " not.",
                  "GitLab documentation, DORA metrics")),
          Map.entry(
              "Four Keys/failed_deployment_recovery_time",
              new Said(
                  "Time to restore services",
                  "From the deployment that caused it, where that is earlier, until the incident was"
                      + " closed.",
                  "Four Keys, queries")),
          Map.entry(
              "KnowHOW/failed_deployment_recovery_time",
              new Said(
                  "Mean time to recover",
                  "The mean from the ticket's creation to its closing; one long one moves it.",
                  "KnowHOW, kpi_master.json")),
          Map.entry(
              "GitLab/deployment_frequency",
              new Said(
                  "Deployment frequency",
                  "The mean of successful deployments a day, all services together, weekends"
                      + " included, rollbacks and settings as well.",
                  "GitLab documentation, DORA metrics")));

  /** Whether any tool counts something by the name of this metric of ours otherwise. */
  static boolean known(String metric) {
    return SAID.keySet().stream().anyMatch(key -> key.endsWith("/" + metric));
  }

  /**
   * The counts of some metrics in a view.
   *
   * @param metrics ids of ours, with their headlines in words
   * @param as name of the tool that was asked for; null for all
   * @param address of the same page without a tool
   */
  public static OtherCounts of(
      Running running,
      View view,
      Map<String, String> metrics,
      @Nullable String as,
      String address) {
    List<OtherCount> counts =
        running
            .asOthers(
                new Selected(
                    view.team(),
                    null,
                    view.from().atStartOfDay(view.zone()).toInstant(),
                    view.to().atStartOfDay(view.zone()).toInstant(),
                    null,
                    null,
                    1))
            .stream()
            .filter(count -> metrics.containsKey(count.metric()) && SAID.containsKey(key(count)))
            .toList();
    String join = address.contains("?") ? "&" : "?";
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("All tools", address, as == null));
    counts.stream()
        .map(OtherCount::tool)
        .distinct()
        .sorted()
        .forEach(
            tool ->
                choices.add(
                    new Choice(
                        tool, address + join + "as=" + Links.encode(tool), tool.equals(as))));
    return new OtherCounts(
        choices,
        counts.stream()
            .filter(count -> as == null || count.tool().equals(as))
            .map(count -> row(count, metrics.getOrDefault(count.metric(), "–")))
            .toList());
  }

  private static String key(OtherCount count) {
    return count.tool() + "/" + count.metric();
  }

  private static Row row(OtherCount count, String ours) {
    Said said = SAID.get(key(count));
    if (said == null) {
      throw new IllegalArgumentException("nothing is said of " + key(count));
    }
    return new Row(
        count.tool(),
        said.measure(),
        value(count.value(), count.unit()),
        ours,
        said.words(),
        said.source());
  }

  private static String value(@Nullable Double value, String unit) {
    if (value == null) {
      return "–";
    }
    return switch (unit) {
      case "percent" -> Numbers.withUnit(value, Unit.PERCENT);
      case "hours" -> Numbers.withUnit(value, Unit.HOURS);
      default -> Numbers.edge(Math.round(value * 100) / 100.0) + " a day";
    };
  }
}
