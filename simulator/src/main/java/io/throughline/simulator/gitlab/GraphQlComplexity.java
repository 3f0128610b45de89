package io.throughline.simulator.gitlab;

import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.execution.AbortExecutionException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How much a question asks, counted as GitLab counts it, and its refusal of what is too much. */
final class GraphQlComplexity extends MaxQueryComplexityInstrumentation {
  private static final int MOST = 250;
  private static final Set<String> GITALY = Set.of("commits");
  private static final Set<String> RESOLVED = Set.of("mergeRequests", "pipelines", "notes");

  GraphQlComplexity() {
    super(MOST, GraphQlComplexity::of);
  }

  /**
   * One a field, one more where it has to read the repository, and one per cent of the whole for
   * each row of a list, unless the rows are asked for by number.
   */
  private static int of(FieldComplexityEnvironment field, int below) {
    String name = field.getField().getName();
    int own = below + 1 + (GITALY.contains(name) ? 1 : 0);
    Map<String, Object> arguments = field.getArguments();
    if (!RESOLVED.contains(name) || arguments.get("iids") instanceof List<?>) {
      return own;
    }
    int rows =
        Math.min(
            GraphQlConnection.size(arguments.get("first")),
            GraphQlConnection.size(arguments.get("last")));
    return own + own * rows / 100;
  }

  @Override
  protected AbortExecutionException mkAbortException(int complexity, int most) {
    return new AbortExecutionException(
        "Query has complexity of %d, which exceeds max complexity of %d"
            .formatted(complexity, most));
  }
}
