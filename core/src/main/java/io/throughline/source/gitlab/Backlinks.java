package io.throughline.source.gitlab;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a merge request says that it undoes or repeats, in the sentences and branch names that
 * GitLab's own buttons and Git itself write.
 *
 * @param revertsIid number of the merge request in the same project
 * @param revertsSha commit, lower case, 8 to 64 characters
 * @param cherryPickOf commit, lower case, 8 to 64 characters
 */
record Backlinks(
    @Nullable Long revertsIid, @Nullable String revertsSha, @Nullable String cherryPickOf) {
  private static final int MAX_TEXT = 100_000;

  private static final Pattern REVERTS_REQUEST =
      Pattern.compile("\\bThis reverts merge request ([A-Za-z0-9_./\\-]*)!(\\d{1,9})\\b");
  private static final Pattern REVERTS_COMMIT =
      Pattern.compile("\\bThis reverts commit ([0-9a-fA-F]{8,64})\\b");
  private static final Pattern PICKED =
      Pattern.compile("\\(cherry[ -]picked from commit ([0-9a-fA-F]{8,64})\\b");
  private static final Pattern BRANCH =
      Pattern.compile("(revert|cherry-pick)-([0-9a-f]{8,40})(?:-\\d{1,4})?");

  /**
   * Reads them.
   *
   * @param webUrl address of the merge request, from which its project's path is known
   */
  static Backlinks of(
      @Nullable String description, @Nullable String sourceBranch, @Nullable String webUrl) {
    String text = description == null ? "" : head(description);
    Matcher branch = BRANCH.matcher(sourceBranch == null ? "" : sourceBranch);
    String branchKind = branch.matches() ? branch.group(1) : "";
    String revertsSha = commit(REVERTS_COMMIT, text);
    String picked = commit(PICKED, text);
    return new Backlinks(
        request(text, webUrl),
        revertsSha == null && branchKind.equals("revert") ? branch.group(2) : revertsSha,
        picked == null && branchKind.equals("cherry-pick") ? branch.group(2) : picked);
  }

  /** The commit of a {@code (cherry picked from commit ...)} line, or null. */
  static @Nullable String cherryPick(@Nullable String message) {
    return message == null ? null : commit(PICKED, head(message));
  }

  /** A number of another project's would be taken for one of this; without proof it is left out. */
  private static @Nullable Long request(String text, @Nullable String webUrl) {
    Matcher found = REVERTS_REQUEST.matcher(text);
    if (!found.find()) {
      return null;
    }
    String path = found.group(1);
    boolean here =
        path.isEmpty()
            || (webUrl != null
                && (webUrl.contains("/" + path + "/-/")
                    || webUrl.contains("/" + path + "/merge_requests/")));
    return here ? Long.valueOf(found.group(2)) : null;
  }

  private static @Nullable String commit(Pattern sentence, String text) {
    Matcher found = sentence.matcher(text);
    return found.find() ? found.group(1).toLowerCase(Locale.ROOT) : null;
  }

  private static String head(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }
}
