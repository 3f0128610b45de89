package io.throughline.source.argocd;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An application that was listed, and what its rollouts are read by.
 *
 * @param project of Argo CD, a group of applications; empty text when it has none
 * @param health empty text when it has none
 * @param mark what it is told by whether it moved
 * @param syncStarted when its last sync began, if that went well; empty text otherwise
 * @param rollouts whether a Rollout is among its resources
 */
record KnownApp(
    AppName app, String project, String health, String mark, String syncStarted, boolean rollouts) {
  private static final String KNOWN = "known";
  private static final int FIELDS = 7;
  private static final int MARK = 16;

  /** What an Application object says. */
  static KnownApp of(JsonValue body, String mark) throws UnmappableException {
    AppName app = AppName.in(body.object("metadata"));
    String project = body.object("spec").text("project");
    JsonValue status = body.optionalObject("status");
    JsonValue health = status == null ? null : status.optionalObject("health");
    String word = health == null ? null : Words.word(health, "status");
    JsonValue state = status == null ? null : status.optionalObject("operationState");
    String began =
        state != null && "Succeeded".equals(state.text("phase")) ? state.text("startedAt") : null;
    return new KnownApp(
        app,
        project == null || !AppName.isName(project) ? "" : project,
        word == null ? "" : word,
        mark.substring(0, Math.min(MARK, mark.length())),
        began == null || !began.matches("[0-9TZ:.+-]{1,40}") ? "" : began,
        status != null && Images.hasRollout(status));
  }

  /** The applications that the list named last. */
  static Collection<KnownApp> all(FeedRun run) throws SourceException {
    return parse(
            run.cursorOf(ApplicationsFeed.ID, KNOWN)
                .orElseThrow(
                    () ->
                        new SourceException(
                            Remedy.RETRY, "It is not known yet which applications Argo CD has.")))
        .values();
  }

  /** The same for the feed that lists them; empty before it did. */
  static Map<String, KnownApp> before(FeedRun run) {
    return parse(run.cursor(KNOWN).orElse(""));
  }

  static void keep(FeedRun run, Collection<KnownApp> apps) {
    String text = apps.stream().map(KnownApp::line).collect(Collectors.joining("\n"));
    if (!run.cursor(KNOWN).equals(Optional.of(text))) {
      run.saveCursor(KNOWN, text);
    }
  }

  /** The same, of which it is not known which sync brought what runs. */
  KnownApp withoutSync() {
    return new KnownApp(app, project, health, mark, "", rollouts);
  }

  private String line() {
    return String.join(
        "\t",
        app.namespace(),
        app.name(),
        project,
        health,
        mark,
        syncStarted,
        Boolean.toString(rollouts));
  }

  private static Map<String, KnownApp> parse(String text) {
    Map<String, KnownApp> known = new TreeMap<>();
    List<String[]> rows = new ArrayList<>();
    text.lines().map(line -> line.split("\t", FIELDS)).forEach(rows::add);
    for (String[] row : rows) {
      if (row.length == FIELDS) {
        AppName app = new AppName(row[0], row[1]);
        known.put(
            app.toString(),
            new KnownApp(app, row[2], row[3], row[4], row[5], Boolean.parseBoolean(row[6])));
      }
    }
    return known;
  }
}
