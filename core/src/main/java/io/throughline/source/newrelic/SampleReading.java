package io.throughline.source.newrelic;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reading of the samples of a few applications. One question asks for all that is known of one
 * stretch, so that one answer makes whole samples.
 */
record SampleReading(
    FeedRun run, SamplesFeed.Plan plan, @Nullable Double apdexT, List<Entity> entities) {
  static final String DOCUMENT =
      "query($account: Int!, $requests: Nrql!, $beats: Nrql!) { actor { account(id: $account) {"
          + " requests: nrql(query: $requests, timeout: 25) { results }"
          + " beats: nrql(query: $beats, timeout: 25) { results } } } }";

  static final String DOCUMENT_WITH_CONTAINERS =
      "query($account: Int!, $requests: Nrql!, $beats: Nrql!, $containers: Nrql!) {"
          + " actor { account(id: $account) {"
          + " requests: nrql(query: $requests, timeout: 25) { results }"
          + " beats: nrql(query: $beats, timeout: 25) { results }"
          + " containers: nrql(query: $containers, timeout: 25) { results } } } }";

  private static final String CONTAINERS = "containers";

  /** Reads from an instant to the end. */
  void read(Instant from) throws SourceException, InterruptedException {
    Stretch stretch = next(from);
    while (!stretch.isEmpty()) {
      read(stretch);
      TrackReading.of(run, entities, stretch).read();
      SamplesFeed.done(run, plan, entities, stretch);
      stretch = next(stretch.to());
    }
  }

  private Stretch next(Instant from) {
    return Stretch.next(from, plan.until(), plan.now(), plan.minutes());
  }

  private void read(Stretch stretch) throws SourceException, InterruptedException {
    List<String> guids = entities.stream().map(Entity::guid).toList();
    SortedSet<String> deployments =
        entities.stream()
            .flatMap(entity -> entity.workload().deployments().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, Object> variables = new HashMap<>();
    variables.put("account", Account.number(run.settings()));
    variables.put("requests", Nrql.requests(guids, apdexT, stretch));
    variables.put("beats", Nrql.beats(guids, stretch));
    if (!deployments.isEmpty()) {
      variables.put(CONTAINERS, Nrql.containers(deployments, stretch));
    }
    Map<String, String> context = PageStore.taken(run, context(stretch));
    NerdGraph.Answer answer =
        new NerdGraph(run.http())
            .ask(
                deployments.isEmpty() ? DOCUMENT : DOCUMENT_WITH_CONTAINERS, variables, CONTAINERS);
    run.notice(
        CONTAINERS,
        answer.missing() == null
            ? null
            : "What containers use is not known for a while. New Relic says: " + answer.missing());
    if (tells(answer)) {
      run.store(
          "samples", context, PageStore.key("samples", context, 0, answer.body()), answer.body());
    }
  }

  private Map<String, String> context(Stretch stretch) {
    Map<String, String> context = new HashMap<>();
    context.put("from", stretch.from().toString());
    context.put("to", stretch.to().toString());
    context.put("entities", entities.stream().map(Entity::line).collect(Collectors.joining("\n")));
    if (apdexT != null) {
      context.put("apdex_t", apdexT.toString());
    }
    return context;
  }

  /** Whether anything was measured; before an account began, and after it forgot, nothing was. */
  private static boolean tells(NerdGraph.Answer answer) throws SourceException {
    try {
      for (String part : SampleMapping.PARTS) {
        if (!SampleMapping.rows(Account.of(answer), part).isEmpty()) {
          return true;
        }
      }
      return false;
    } catch (UnmappableException e) {
      throw NerdGraph.misshapen(e);
    }
  }
}
