package io.throughline.source.gitlab;

import io.throughline.model.fact.MergeRequestFile;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the files that a merge request changes. The reader has counted the lines already and
 * dropped the source code; a page with the diff itself is read as well.
 */
final class FileMapping {
  private FileMapping() {}

  static void page(Scope scope, JsonValue page, Harvest harvest) throws UnmappableException {
    long mergeRequest = scope.contextId("merge_request");
    PathRules rules = new PathRules(scope.config().generatedPaths(), scope.config().versionPaths());
    boolean cut = page.isObject() && Boolean.TRUE.equals(page.flag("overflow"));
    List<MergeRequestFile> files = new ArrayList<>();
    for (JsonValue file : rows(page)) {
      files.add(file(mergeRequest, file, cut, rules));
    }
    harvest.replace(MergeRequestFile.class, mergeRequest, "diffs", scope.takenAt(), files);
  }

  /** A bare array, or one inside an object of an older address. */
  private static List<JsonValue> rows(JsonValue page) throws UnmappableException {
    if (!page.isObject()) {
      return page.objects();
    }
    return page.at(page.has("changes") ? "changes" : "diffs").objects();
  }

  private static MergeRequestFile file(
      long mergeRequest, JsonValue file, boolean overflow, PathRules rules)
      throws UnmappableException {
    String newPath = file.text("new_path");
    String path = newPath == null || newPath.isBlank() ? file.requiredText("old_path") : newPath;
    boolean cut = overflow || yes(file, "collapsed") || yes(file, "too_large");
    UnifiedDiff diff = diff(file);
    Integer added = cut ? null : diff.added();
    Integer deleted = cut ? null : diff.deleted();
    boolean moved =
        yes(file, "renamed_file")
            && Integer.valueOf(0).equals(added)
            && Integer.valueOf(0).equals(deleted);
    return new MergeRequestFile(
        mergeRequest,
        path,
        added,
        deleted,
        yes(file, "deleted_file"),
        excluded(file, path, diff.binary(), moved, rules),
        rules.version(path));
  }

  private static @Nullable String excluded(
      JsonValue file, String path, boolean binary, boolean moved, PathRules rules)
      throws UnmappableException {
    if (binary) {
      return "binary";
    }
    String byPath = rules.excluded(path);
    if (byPath != null) {
      return byPath;
    }
    if (yes(file, "generated_file")) {
      return "generated";
    }
    return moved ? "rename" : null;
  }

  private static UnifiedDiff diff(JsonValue file) throws UnmappableException {
    String text = file.text("diff");
    return text == null
        ? new UnifiedDiff(
            count(file, "added_lines"), count(file, "deleted_lines"), yes(file, "binary"))
        : UnifiedDiff.of(text);
  }

  private static @Nullable Integer count(JsonValue file, String name) throws UnmappableException {
    Long count = file.integer(name);
    if (count != null && (count < 0 || count > Integer.MAX_VALUE)) {
      throw file.at(name).unexpected("a number of lines");
    }
    return count == null ? null : count.intValue();
  }

  private static boolean yes(JsonValue file, String name) throws UnmappableException {
    return Boolean.TRUE.equals(file.flag(name));
  }
}
