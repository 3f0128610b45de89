package io.throughline.source.sonarqube;

import io.throughline.model.fact.FactId;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was analysed: the main branch of a project, another branch of it, or one of its pull
 * requests. SonarQube names none of them, and no analysis that a pull request had, by a number.
 *
 * @param project key of the project
 * @param main whether it is the main branch
 * @param branch its name; of a pull request the branch that is to be merged; null where it is not
 *     told
 * @param pullRequest key of the pull request, which GitLab's is the number of the merge request;
 *     null for a branch
 */
record Subject(
    String project, boolean main, @Nullable String branch, @Nullable String pullRequest) {
  private static final String NUMBER = "[0-9]{1,15}";
  private static final int MAX_KEY = 400;

  /** What the context of a page says. */
  static Subject of(Scope scope) throws UnmappableException {
    Map<String, String> context = scope.delivery().context();
    String pullRequest = context.get("pull_request");
    return new Subject(projectKey(scope), pullRequest == null, context.get("branch"), pullRequest);
  }

  /** The project's key that the context of a page carries. */
  static String projectKey(Scope scope) throws UnmappableException {
    String key = scope.delivery().context().get("project_key");
    if (key == null || !isKey(key)) {
      throw new UnmappableException("", "the delivery's context has no key 'project_key'");
    }
    return key;
  }

  /** Whether a text can be the key of a project. */
  static boolean isKey(String text) {
    return text.length() <= MAX_KEY && text.matches("[A-Za-z0-9_.:-]+");
  }

  /** The fact id of a project by its key. */
  static long projectId(Scope scope, String key) {
    return FactId.of(scope.config().source(), Sha256.number(key));
  }

  long projectId(Scope scope) {
    return projectId(scope, project);
  }

  /**
   * The fact id of the analysis at an instant, and of its gate. The main branch may be renamed, so
   * its name is not part of it; the source tells whole seconds.
   */
  long analysisId(Scope scope, Instant at) {
    String what = pullRequest != null ? "pull " + pullRequest : main ? "main" : "branch " + branch;
    return FactId.of(
        scope.config().source(), Sha256.number(project + "\n" + what + "\n" + at.getEpochSecond()));
  }

  /** The number of the merge request; null for a branch, and for a key that is no number. */
  @Nullable Long change() {
    return pullRequest != null && pullRequest.matches(NUMBER) ? Long.valueOf(pullRequest) : null;
  }
}
