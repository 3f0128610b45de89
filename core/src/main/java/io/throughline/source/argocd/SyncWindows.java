package io.throughline.source.argocd;

import io.throughline.source.Due;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.gitops.SyncWindow;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The windows of time that let syncs of an application in or hold them back; looked at once an
 * hour. They are written at its Argo project. Argo CD itself is asked which of them are for an
 * application, unless its project has none; what it answers then names no time zone, which is the
 * project's to tell.
 */
final class SyncWindows {
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int MOST = 50;

  /** Where it is not told; no text of windows begins so. */
  private static final String CLOSED = "?";

  private SyncWindows() {}

  /** The windows of an application; empty where its project, or the answer, is closed to us. */
  static Optional<List<SyncWindow>> of(FeedRun run, KnownApp app)
      throws SourceException, InterruptedException {
    if (app.project().isEmpty()) {
      return Optional.empty();
    }
    Optional<List<SyncWindow>> all =
        hourly(
            run,
            "project-windows/" + app.project(),
            "/api/v1/projects/" + app.project(),
            SyncWindows::ofProject);
    if (all.isEmpty() || all.get().isEmpty()) {
      return all;
    }
    List<SyncWindow> known = all.get();
    return hourly(
        run,
        "app-windows/" + app.app(),
        Api.path(app.app(), "/syncwindows") + "&" + Api.parameter("project", app.project()),
        answer -> assigned(answer, known));
  }

  /** What windows an answer names. */
  private interface Reading {
    List<SyncWindow> read(JsonValue answer) throws UnmappableException;
  }

  private static Optional<List<SyncWindow>> hourly(
      FeedRun run, String scope, String path, Reading reading)
      throws SourceException, InterruptedException {
    if (Due.now(run, "looked/" + scope, EVERY)) {
      run.saveCursor(scope, look(run, path, reading));
      Due.done(run, "looked/" + scope);
    }
    return run.cursor(scope).filter(text -> !text.equals(CLOSED)).map(SyncWindow::parse);
  }

  private static String look(FeedRun run, String path, Reading reading)
      throws SourceException, InterruptedException {
    try {
      return SyncWindow.text(reading.read(new Api(run).get(path).json()));
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      return CLOSED;
    }
  }

  private static List<SyncWindow> ofProject(JsonValue project) throws UnmappableException {
    JsonValue spec = project.optionalObject("spec");
    List<SyncWindow> windows = new ArrayList<>();
    for (JsonValue row : spec == null ? List.<JsonValue>of() : first(spec.objects("syncWindows"))) {
      String zone = row.text("timeZone");
      // Without one, Argo CD counts in UTC.
      windows.add(window(row, zone == null || zone.isBlank() ? "UTC" : zone));
    }
    return windows;
  }

  private static List<SyncWindow> assigned(JsonValue answer, List<SyncWindow> known)
      throws UnmappableException {
    List<SyncWindow> windows = new ArrayList<>();
    for (JsonValue row : first(answer.objects("assignedWindows"))) {
      SyncWindow window = window(row, null);
      List<String> zones =
          known.stream()
              .filter(
                  one ->
                      one.kind().equals(window.kind())
                          && one.schedule().equals(window.schedule())
                          && one.duration().equals(window.duration()))
              .map(SyncWindow::zone)
              .distinct()
              .toList();
      windows.add(window(row, zones.size() == 1 ? zones.getFirst() : null));
    }
    return windows;
  }

  private static List<JsonValue> first(List<JsonValue> rows) {
    return rows.subList(0, Math.min(MOST, rows.size()));
  }

  private static SyncWindow window(JsonValue row, @Nullable String zone)
      throws UnmappableException {
    return new SyncWindow(
        text(row, "kind").toLowerCase(Locale.ROOT),
        text(row, "schedule"),
        text(row, "duration"),
        zone,
        Boolean.TRUE.equals(row.flag("manualSync")));
  }

  private static String text(JsonValue row, String field) throws UnmappableException {
    String text = row.text(field);
    return text == null ? "" : text.strip();
  }
}
