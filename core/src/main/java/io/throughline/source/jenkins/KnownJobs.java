package io.throughline.source.jenkins;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The projects that the jobs feed has found, as its cursor keeps them: a line each, with a letter
 * for those that have a job for each branch ({@code B}) and those that are one job ({@code J}).
 */
record KnownJobs(Map<String, Known> byName) {
  static final String FEED = "jobs";
  static final String SCOPE = "known";

  /**
   * One project.
   *
   * @param branches whether it has a job for each branch
   */
  record Known(JobName name, boolean branches) {
    /** The branch, or the change, that one of its jobs builds; null where it is one job. */
    @Nullable String ref(JobName job) {
      return branches ? job.ref() : null;
    }
  }

  KnownJobs {
    byName = new TreeMap<>(byName);
  }

  /** What the jobs feed knows. */
  static KnownJobs of(FeedRun run) throws SourceException {
    return parse(
        run.cursorOf(FEED, SCOPE)
            .orElseThrow(
                () ->
                    new SourceException(
                        Remedy.RETRY, "It is not known yet which jobs this Jenkins has.")));
  }

  static KnownJobs parse(String cursor) {
    Map<String, Known> known = new TreeMap<>();
    cursor
        .lines()
        .filter(line -> line.length() > 2)
        .forEach(
            line ->
                JobName.of(line.substring(2))
                    .ifPresent(n -> known.put(n.full(), new Known(n, line.charAt(0) == 'B'))));
    return new KnownJobs(known);
  }

  String format() {
    return byName.values().stream()
        .map(known -> (known.branches() ? "B " : "J ") + known.name().full())
        .collect(Collectors.joining("\n"));
  }

  /** The project that a job belongs to: itself, or the one whose branch it builds. */
  Optional<Known> projectOf(JobName job) {
    Known own = byName.get(job.full());
    if (own != null) {
      return own.branches() ? Optional.empty() : Optional.of(own);
    }
    return job.parent().map(parent -> byName.get(parent.full())).filter(Known::branches);
  }
}
