package io.throughline.source.jenkins;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a build checked out, as the Git plugin notes it.
 *
 * <p>A build that uses a shared library has checked out that one as well. Of several the one of the
 * wanted branch is meant, else the first: a pipeline begins with the repository that describes it.
 *
 * @param sha in lower case; null when nobody said, or it is no commit of Git
 * @param branch without the remote's name; null where only a commit was checked out
 */
record Revision(@Nullable String sha, @Nullable String branch) {
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern REMOTE =
      Pattern.compile("^(?:(?:refs/)?remotes/[^/]{1,255}/|refs/heads/|origin/)");

  private static final Revision NONE = new Revision(null, null);

  /**
   * Reads it from a build.
   *
   * @param wanted the branch that is built, where that is known
   */
  static Revision of(JsonValue build, @Nullable String wanted) throws UnmappableException {
    Revision first = null;
    for (JsonValue action : Actions.of(build)) {
      JsonValue last = action.optionalObject("lastBuiltRevision");
      if (last != null) {
        Revision revision = revision(last, wanted);
        if (wanted != null && wanted.equals(revision.branch())) {
          return revision;
        }
        first = first == null ? revision : first;
      }
    }
    return first == null ? new Revision(onlyChange(build), null) : first;
  }

  private static Revision revision(JsonValue last, @Nullable String wanted)
      throws UnmappableException {
    String sha = sha(last.text("SHA1"));
    Revision first = NONE;
    for (JsonValue branch : last.objects("branch")) {
      String name = branch(branch.text("name"));
      String own = sha(branch.text("SHA1"));
      if (own == null || own.equals(sha)) {
        if (name != null && name.equals(wanted)) {
          return new Revision(sha, name);
        }
        first = first.branch() == null ? new Revision(sha, name) : first;
      }
    }
    return new Revision(sha, first.branch());
  }

  /**
   * Where the plugin notes no checkout, a build with one change was made of it. Pipelines tell the
   * same changes once for each checkout.
   */
  private static @Nullable String onlyChange(JsonValue build) throws UnmappableException {
    Set<String> commits = new LinkedHashSet<>();
    JsonValue one = build.optionalObject("changeSet");
    List<JsonValue> sets = build.objects("changeSets");
    if (one != null) {
      commits(one, commits);
    }
    for (JsonValue set : sets) {
      commits(set, commits);
    }
    return commits.size() == 1 ? commits.iterator().next() : null;
  }

  private static void commits(JsonValue set, Set<String> commits) throws UnmappableException {
    for (JsonValue item : set.objects("items")) {
      String sha = sha(item.text("commitId"));
      if (sha != null) {
        commits.add(sha);
      }
    }
  }

  private static @Nullable String sha(@Nullable String text) {
    String sha = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    return SHA.matcher(sha).matches() ? sha : null;
  }

  private static @Nullable String branch(@Nullable String text) {
    String name = text == null ? "" : REMOTE.matcher(text.strip()).replaceFirst("");
    return name.isEmpty() || name.equals("detached") ? null : name;
  }
}
