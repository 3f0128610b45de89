package io.throughline.source.gitlab;

import io.throughline.model.fact.Release;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Releases. The API numbers none, so their id is made from project and tag; they have no version,
 * so the newest poll wins. An upcoming release has a time in the future, as planned.
 */
final class ReleaseMapping {
  private ReleaseMapping() {}

  /** A release of the API, in the project of the context. */
  static void page(Scope scope, JsonValue release, Harvest harvest) throws UnmappableException {
    JsonValue links = release.optionalObject("_links");
    Release mapped =
        release(
            scope,
            release,
            scope.contextNumber("project"),
            release.requiredText("tag_name"),
            links == null ? null : links.text("self"));
    harvest.unversioned(mapped, release.has("released_at"));
  }

  /** A release's webhook. A deleted one is only told by reading the list again. */
  static void hook(Scope scope, JsonValue hook, Harvest harvest) throws UnmappableException {
    long project = hook.object("project").requiredInteger("id");
    if (!"delete".equals(hook.text("action"))) {
      String tag = hook.requiredText("tag");
      harvest.unversioned(release(scope, hook, project, tag, hook.text("url")), false);
    }
    ProjectMapping.embedded(scope, hook, null, harvest);
    harvest.refresh("releases", Long.toString(project), "");
  }

  private static Release release(
      Scope scope, JsonValue release, long project, String tag, @Nullable String url)
      throws UnmappableException {
    JsonValue commit = release.optionalObject("commit");
    return new Release(
        scope.id(release, number(project, tag)),
        scope.id(release, project),
        tag,
        release.text("name"),
        commit == null ? null : commit.text("id"),
        commit == null ? null : commitAt(scope, commit),
        scope.plannedTime(release, "released_at"),
        url);
  }

  private static @Nullable Instant commitAt(Scope scope, JsonValue commit)
      throws UnmappableException {
    Instant committed = scope.committersTime(commit, "committed_date");
    return committed == null ? scope.committersTime(commit, "timestamp") : committed;
  }

  /** The same for the same project and tag, for ever; two alike are not to be expected. */
  static long number(long project, String tag) {
    return Sha256.number(project + "\n" + tag);
  }
}
