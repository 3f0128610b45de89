package io.throughline.source.argocd;

import io.throughline.source.Due;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.util.Optional;

/** Whether an Argo project has windows of time that hold syncs back; looked at once an hour. */
final class SyncWindows {
  private static final Duration EVERY = Duration.ofHours(1);

  private SyncWindows() {}

  /** {@code true} or {@code false}; empty where the project is closed to us. */
  static Optional<String> of(FeedRun run, String project)
      throws SourceException, InterruptedException {
    if (project.isEmpty()) {
      return Optional.empty();
    }
    String scope = "windows/" + project;
    if (Due.now(run, "looked/" + project, EVERY)) {
      run.saveCursor(scope, look(run, project));
      Due.done(run, "looked/" + project);
    }
    return run.cursor(scope).filter(told -> !told.isEmpty());
  }

  private static String look(FeedRun run, String project)
      throws SourceException, InterruptedException {
    String path = "/api/v1/projects/" + project;
    try {
      JsonValue spec = new Api(run).get(path).json().optionalObject("spec");
      return Boolean.toString(spec != null && !spec.objects("syncWindows").isEmpty());
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      return "";
    }
  }
}
