package io.throughline.simulator.gitlab;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.ProjectHistory;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pipelines in GraphQL. */
final class GraphQlPipelines {
  /** A pipeline at one moment, so that its status and its times agree while the clock moves on. */
  record Seen(Pipeline pipeline, long now) {
    boolean started() {
      return now >= pipeline.startedAt();
    }

    boolean finished() {
      return now >= pipeline.finishedAt();
    }

    @Nullable Integer duration() {
      return finished() ? seconds(pipeline.startedAt(), pipeline.finishedAt()) : null;
    }

    @Nullable Integer queued() {
      return started() ? seconds(pipeline.createdAt(), pipeline.startedAt()) : null;
    }

    private static int seconds(long from, long to) {
      return (int) ((to - from) / 1000);
    }
  }

  private final View view;

  GraphQlPipelines(View view) {
    this.view = view;
  }

  /** Newest first; both ends of the asked range belong to it, as in the REST API. */
  GraphQlConnection<Seen> list(ProjectHistory history, DataFetchingEnvironment asked) {
    long now = view.now();
    String ref = asked.getArgument("ref");
    long after = asked.getArgumentOrDefault("updatedAfter", Long.MIN_VALUE);
    long before = asked.getArgumentOrDefault("updatedBefore", Long.MAX_VALUE);
    List<Pipeline> rows =
        history.gitlabPipelines().stream()
            .filter(p -> p.createdAt() <= now && (ref == null || ref.equals(p.ref())))
            .filter(p -> p.updatedAt(now) >= after && p.updatedAt(now) <= before)
            .sorted(Comparator.comparingLong(Pipeline::id).reversed())
            .toList();
    return GraphQlConnection.newestFirst(asked, rows, Pipeline::id).map(p -> new Seen(p, now));
  }

  TypeRuntimeWiring.Builder type() {
    return new GraphQlType<>("Pipeline", Seen.class)
        .field("id", s -> GraphQlWiring.gid("Ci::Pipeline", s.pipeline().id()))
        .field("iid", s -> Integer.toString(s.pipeline().iid()))
        .field("sha", s -> s.pipeline().sha())
        .field("ref", s -> s.pipeline().ref())
        .field("source", s -> s.pipeline().source())
        .field("status", s -> s.pipeline().status(s.now()).toUpperCase(Locale.ROOT))
        .field("createdAt", s -> GraphQlTime.of(s.pipeline().createdAt()))
        .field("updatedAt", s -> GraphQlTime.of(s.pipeline().updatedAt(s.now())))
        .field("startedAt", s -> s.started() ? GraphQlTime.of(s.pipeline().startedAt()) : null)
        .field("finishedAt", s -> s.finished() ? GraphQlTime.of(s.pipeline().finishedAt()) : null)
        .field("duration", Seen::duration)
        .field("queuedDuration", Seen::queued)
        .field("path", s -> path(s.pipeline()))
        .wiring();
  }

  private String path(Pipeline pipeline) {
    return PipelineJson.url(view, pipeline).substring(view.base().length());
  }
}
