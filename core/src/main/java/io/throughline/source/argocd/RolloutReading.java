package io.throughline.source.argocd;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Sha256;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One look at the Rollouts of an application and their analysis runs. An object that Kubernetes
 * says to be as it was is not asked for again.
 */
final class RolloutReading {
  private final FeedRun run;
  private final KnownApp app;
  private final Api api;
  private final String scope;

  RolloutReading(FeedRun run, KnownApp app) {
    this.run = run;
    this.app = app;
    this.api = new Api(run);
    this.scope = "seen/" + app.app();
  }

  /**
   * What was seen of an object.
   *
   * @param version that Kubernetes gave it, or the digest of what was read
   * @param strategy of a Rollout: its name, and whether an analysis judges it; else empty text
   */
  private record Seen(String version, String strategy) {}

  void read() throws SourceException, InterruptedException {
    String path = Api.path(app.app(), "/resource-tree");
    JsonValue tree = api.get(path).json();
    Map<String, Seen> before = parse(run.cursor(scope).orElse(""));
    Map<String, Seen> now = new TreeMap<>();
    try {
      for (ResourceTree.Node node : ResourceTree.nodes(tree)) {
        Seen seen = object(node, before.get(node.key()));
        if (seen != null) {
          now.put(node.key(), seen);
        }
      }
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
    keep(scope, format(now));
    strategy(now);
  }

  private @Nullable Seen object(ResourceTree.Node node, @Nullable Seen before)
      throws SourceException, InterruptedException {
    if (before != null && !node.seen().isEmpty() && node.seen().equals(before.version())) {
      return before;
    }
    Instant asked = run.clock().instant();
    String path =
        Api.path(app.app(), "/resource")
            + "&"
            + Api.parameter("namespace", node.namespace())
            + "&"
            + Api.parameter("resourceName", node.name())
            + "&"
            + Api.parameter("version", node.version())
            + "&group=argoproj.io&"
            + Api.parameter("kind", node.kind());
    Api.Answer answer;
    try {
      answer = api.get(path);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      // It went between the two questions; the next tree will not name it.
      return null;
    }
    String version = node.seen().isEmpty() ? Sha256.hex(answer.body()) : node.seen();
    try {
      boolean rollout = node.kind().equals("Rollout");
      JsonValue object = rollout ? Manifest.read(answer.json()) : null;
      if (before == null || !before.version().equals(version)) {
        store(node, answer, asked, object);
      }
      return new Seen(version, object == null ? "" : strategy(object));
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
  }

  private void store(
      ResourceTree.Node node, Api.Answer answer, Instant asked, @Nullable JsonValue rollout)
      throws UnmappableException {
    Map<String, String> context = new HashMap<>(app.app().context());
    context.put("rollout", node.rollout());
    context.put("taken_at", asked.toString());
    String kind = "analysis_run";
    String paused = "paused/" + app.app() + "/" + node.rollout();
    if (rollout != null) {
      kind = "rollout";
      run.cursor(paused)
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> context.put("paused_before", text));
      if (!app.syncStarted().isEmpty()) {
        context.put("sync_started", app.syncStarted());
      }
    }
    run.store(kind, context, PageStore.key(kind, context, 0, answer.body()), answer.body());
    if (rollout != null) {
      keep(paused, Pause.format(Pause.of(Times.WRITTEN, rollout)));
    }
  }

  private static String strategy(JsonValue rollout) throws UnmappableException {
    RolloutStrategy strategy = RolloutStrategy.of(rollout);
    return strategy.name() + " " + strategy.analysed();
  }

  /** Of several Rollouts the first that goes step by step, and whether any is judged. */
  private void strategy(Map<String, Seen> now) {
    Optional<String> name =
        now.values().stream()
            .map(seen -> seen.strategy().split(" ", 2)[0])
            .filter(one -> !one.isEmpty())
            .min(Comparator.comparing((String one) -> one.equals("none")));
    if (name.isPresent()) {
      boolean analysed = now.values().stream().anyMatch(seen -> seen.strategy().endsWith(" true"));
      keep(RolloutsFeed.strategy(app.app()), name.get() + " " + analysed);
    }
  }

  private void keep(String cursor, String text) {
    if (!run.cursor(cursor).orElse("").equals(text)) {
      run.saveCursor(cursor, text);
    }
  }

  private static Map<String, Seen> parse(String text) {
    Map<String, Seen> seen = new TreeMap<>();
    text.lines()
        .map(line -> line.split("\t", 3))
        .filter(parts -> parts.length == 3)
        .forEach(parts -> seen.put(parts[0], new Seen(parts[1], parts[2])));
    return seen;
  }

  private static String format(Map<String, Seen> seen) {
    return seen.entrySet().stream()
        .map(
            one ->
                one.getKey() + "\t" + one.getValue().version() + "\t" + one.getValue().strategy())
        .collect(Collectors.joining("\n"));
  }
}
