package io.throughline.source.jenkins;

import io.throughline.model.fact.FactId;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the delivery's context says of where its builds belong.
 *
 * @param project fact id
 * @param ref the branch, or the change, whose job it is; null where the job stands alone
 * @param job full name of the job that was built
 */
record BuildContext(long project, @Nullable String ref, String job) {
  /** What a feed puts into the context of what it stores of a job. */
  static Map<String, String> put(KnownJobs.Known project, JobName job) {
    return Map.of("project", project.name().full(), "job", job.full());
  }

  static BuildContext of(Scope scope) throws UnmappableException {
    Map<String, String> context = scope.delivery().context();
    JobName project = name(context, "project");
    JobName job = context.containsKey("job") ? name(context, "job") : project;
    return new BuildContext(
        FactId.of(scope.config().source(), project.number()),
        job.equals(project) ? null : job.ref(),
        job.full());
  }

  private static JobName name(Map<String, String> context, String field)
      throws UnmappableException {
    return JobName.of(context.getOrDefault(field, ""))
        .orElseThrow(
            () -> new UnmappableException("", "the delivery's context names no '" + field + "'"));
  }
}
