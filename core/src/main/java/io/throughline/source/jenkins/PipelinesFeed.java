package io.throughline.source.jenkins;

import io.throughline.source.Fanout;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.StrictJson;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The builds of all projects, some at once. One project's trouble does not stop the others.
 *
 * <p>How far it has come is told of all together: jobs come and go, and one that went would say for
 * ever that nothing newer was read.
 */
final class PipelinesFeed implements Feed {
  static final String ID = "pipelines";
  private static final int AT_ONCE = 4;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    AtomicReference<@Nullable SourceException> later = new AtomicReference<>();
    AtomicLong done = new AtomicLong();
    Queue<Instant> asked = new ConcurrentLinkedQueue<>();
    BuildDetails details = new BuildDetails(run);
    Collection<KnownJobs.Known> projects = KnownJobs.of(run).byName().values();
    Fanout.each(
        projects,
        AT_ONCE,
        project -> {
          String name = project.name().full();
          try {
            asked.add(new ProjectBuilds(run, project, details, done).read());
            run.notice(name, null);
          } catch (SourceException e) {
            if (e.remedy() == Remedy.PERSON) {
              throw e;
            }
            if (e.remedy() == Remedy.RETRY) {
              later.compareAndSet(null, e);
            } else {
              run.notice(
                  name,
                  "Builds of "
                      + name
                      + " cannot be read: gone, or closed to the user. What was read before is kept. "
                      + e.getMessage());
            }
          }
        });
    SourceException failure = later.get();
    if (failure != null) {
      throw failure;
    }
    if (asked.size() == projects.size()) {
      asked.stream().min(Comparator.naturalOrder()).ifPresent(at -> run.completeUntil("", at));
    }
  }

  /** One build that a webhook told of; of a job that is not read there is nothing to read. */
  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals("build")) {
      return false;
    }
    Optional<JobName> job = JobName.of(wish.scope());
    Optional<KnownJobs.Known> project = job.flatMap(KnownJobs.of(run)::projectOf);
    if (project.isPresent() && wish.item().matches("[0-9]{1,9}")) {
      one(run, project.get(), job.get(), Long.parseLong(wish.item()), new BuildDetails(run));
    }
    return true;
  }

  /** Reads one build with what is beside it. */
  static BuildRow one(
      FeedRun run, KnownJobs.Known project, JobName job, long number, BuildDetails details)
      throws SourceException, InterruptedException {
    String path = job.path() + "/" + number + Tree.build();
    byte[] body = run.http().get(path).body();
    BuildRow row;
    try {
      row = BuildRow.of(StrictJson.read(body).object(), project.ref(job));
    } catch (UnmappableException e) {
      throw SourceException.misshapen("Jenkins", path, e);
    }
    run.store("build", PageStore.taken(run, BuildContext.put(project, job)), null, body);
    details.read(project, job, row);
    return row;
  }
}
