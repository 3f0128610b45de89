package io.throughline.source.argocd;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.gitops.SyncWindow;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An application that Argo CD told of, in a list, by a stream or alone.
 *
 * @param moved whether it was stored, since it is not as it was when it was stored last
 */
record TakenApp(KnownApp app, boolean moved) {
  /**
   * Stores an application if it moved.
   *
   * @param run of the feed of applications
   * @param wanted the Argo projects that are read; empty for all
   * @param asked when it was so at the latest
   * @return null when it is in no project that is wanted
   */
  static @Nullable TakenApp take(FeedRun run, byte[] item, List<String> wanted, Instant asked)
      throws SourceException, InterruptedException, UnmappableException {
    JsonValue body = StrictJson.read(item).object();
    String project = body.object("spec").text("project");
    if (!wanted.isEmpty() && !wanted.contains(project)) {
      return null;
    }
    KnownApp first = KnownApp.of(body, "");
    String scope = "app/" + first.app();
    Map<String, String> context = context(run, first);
    String images = body.at("status").isObject() ? Images.settled(body.object("status")) : null;
    String mark =
        Fingerprint.of(
            item,
            List.of(
                images == null ? "unsettled" : images,
                Boolean.toString(first.rollouts()),
                new TreeMap<>(context).toString()));
    String[] stored = run.cursor(scope).orElse("").split("\t", 2);
    boolean moved = !stored[0].equals(mark);
    if (moved) {
      if (stored.length == 2 && !stored[1].isEmpty()) {
        context.put("health_before", stored[1]);
      }
      context.put("taken_at", asked.toString());
      run.store("application", context, PageStore.key("application", context, 0, item), item);
      run.saveCursor(scope, mark + "\t" + first.health());
    }
    return new TakenApp(KnownApp.of(body, mark), moved);
  }

  /** What is known of an application from elsewhere. */
  private static Map<String, String> context(FeedRun run, KnownApp app)
      throws SourceException, InterruptedException {
    Map<String, String> context = new HashMap<>();
    SyncWindows.of(run, app)
        .ifPresent(
            windows -> {
              context.put("sync_windows", Boolean.toString(!windows.isEmpty()));
              context.put("windows", SyncWindow.text(windows));
            });
    if (app.rollouts()) {
      Optional<String> strategy = run.cursorOf(RolloutsFeed.ID, RolloutsFeed.strategy(app.app()));
      if (strategy.isPresent()) {
        String[] parts = strategy.get().split(" ", 2);
        context.put("strategy", parts[0]);
        context.put("analysed", parts.length == 2 ? parts[1] : "false");
      }
    }
    return context;
  }
}
