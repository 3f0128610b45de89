package io.throughline.source.gitlab;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Start, end and duration of many finished pipelines at once, which the REST API tells only of one
 * at a time.
 */
final class PipelineTimes {
  static final String KIND = "pipeline_times";

  private static final int WORTH_IT = 5;
  // The page's times are to the millisecond, the question's to the second.
  private static final Duration SLACK = Duration.ofSeconds(2);
  private static final int MOST_PAGES = 5;

  private static final String QUERY =
      """
      query($path: ID!, $ref: String, $from: Time, $to: Time, $after: String) {
        project(fullPath: $path) {
          pipelines(ref: $ref, updatedAfter: $from, updatedBefore: $to, first: 100, after: $after) {
            pageInfo { hasNextPage endCursor }
            nodes { id status startedAt finishedAt updatedAt duration }
          }
        }
      }
      """;

  private final FeedRun run;
  private final String project;
  private final String branch;
  private final GraphQl graph;

  PipelineTimes(FeedRun run, String project, String branch, GraphQl graph) {
    this.run = run;
    this.project = project;
    this.branch = branch;
    this.graph = graph;
  }

  /**
   * Reads and stores the times of these pipelines of the default branch.
   *
   * @return the ids of those whose times are stored and will not change by themselves
   */
  Set<Long> read(Collection<Item> pipelines) throws InterruptedException {
    List<Instant> updated =
        pipelines.stream().map(Item::updatedAt).flatMap(Optional::stream).sorted().toList();
    if (branch.isEmpty() || updated.size() < WORTH_IT) {
      return Set.of();
    }
    Map<String, Object> variables = new HashMap<>();
    variables.put("path", KnownProjects.of(run).name(project));
    variables.put("ref", branch);
    variables.put("from", updated.getFirst().minus(SLACK).toString());
    variables.put("to", updated.getLast().plus(SLACK).toString());
    Set<Long> told = new HashSet<>();
    boolean more = true;
    for (int page = 0; more && page < MOST_PAGES; page++) {
      Map<String, String> context = PageStore.taken(run, Map.of("project", project));
      Optional<GraphQl.Answer> answer = graph.ask(QUERY, variables);
      if (answer.isEmpty()) {
        return told;
      }
      try {
        JsonValue list = answer.get().project().object("pipelines");
        told.addAll(finished(list));
        JsonValue info = list.object("pageInfo");
        more = Boolean.TRUE.equals(info.flag("hasNextPage"));
        variables.put("after", more ? info.requiredText("endCursor") : "");
      } catch (UnmappableException e) {
        // Not the shape that was asked for: the pipelines are asked for one by one.
        return told;
      }
      byte[] body = answer.get().body();
      run.store(KIND, context, PageStore.key(KIND, context, page, body), body);
    }
    return told;
  }

  private static Set<Long> finished(JsonValue list) throws UnmappableException {
    Set<Long> finished = new HashSet<>();
    for (JsonValue node : list.objects("nodes")) {
      OptionalLong id = Gid.find(node.text("id"));
      if (id.isPresent() && Statuses.isFinal(Statuses.of(node.text("status")))) {
        finished.add(id.getAsLong());
      }
    }
    return finished;
  }
}
