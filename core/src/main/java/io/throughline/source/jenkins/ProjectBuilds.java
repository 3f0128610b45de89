package io.throughline.source.jenkins;

import io.throughline.source.Fanout;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.http.Waits;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The builds of one project that are new or still ran when they were read last.
 *
 * <p>One question tells the newest build of every branch; only where it is newer than what was read
 * are builds asked for, newest first and no more than can be new. While they are read, newer ones
 * push all others down the list and deleted ones pull them up; pages overlap for that, and a
 * reading that is resumed begins anew where the list does not fit.
 */
final class ProjectBuilds {
  private static final int PAGE = 100;
  private static final int OVERLAP = 5;
  private static final int BRANCHES = 500;
  private static final int MOST_PAGES = 10_000;
  private static final int AT_ONCE = 4;

  private final FeedRun run;
  private final KnownJobs.Known project;
  private final BuildDetails details;
  private final String scope;
  private final Map<String, ReadMark> marks;
  private final AtomicLong done;
  private @Nullable Instant began;

  /**
   * @param done counts the builds that are read, over all projects
   */
  ProjectBuilds(FeedRun run, KnownJobs.Known project, BuildDetails details, AtomicLong done) {
    this.run = run;
    this.project = project;
    this.details = details;
    this.done = done;
    this.scope = project.name().full();
    this.marks = ReadMark.parse(run.cursor(scope).orElse(""));
  }

  /**
   * Reads them.
   *
   * @return when it was asked, by Jenkins' clock: all that had ended before that is read
   */
  Instant read() throws SourceException, InterruptedException {
    Map<JobName, Long> newest = new TreeMap<>((a, b) -> a.full().compareTo(b.full()));
    if (project.branches()) {
      branches(newest);
    } else {
      JsonValue job = ask(project.name().path() + Tree.newest());
      newest(job, project.name(), newest);
    }
    // The job of a branch goes with its branch, and its builds with it.
    marks.keySet().removeIf(name -> newest.keySet().stream().noneMatch(j -> j.full().equals(name)));
    for (Map.Entry<JobName, Long> job : newest.entrySet()) {
      job(job.getKey(), job.getValue());
    }
    save();
    return began == null ? run.clock().instant() : began;
  }

  private void branches(Map<JobName, Long> newest) throws SourceException, InterruptedException {
    int rows = BRANCHES;
    for (int from = 0; rows == BRANCHES; from += BRANCHES) {
      String path = project.name().path() + Tree.branches(from, from + BRANCHES);
      JsonValue answer = ask(path);
      try {
        List<JsonValue> jobs = answer.objects("jobs");
        rows = jobs.size();
        for (JsonValue job : jobs) {
          var name = project.name().child(job.requiredText("name"));
          if (name.isPresent()) {
            newest(job, name.get(), newest);
          }
        }
      } catch (UnmappableException e) {
        throw SourceException.misshapen("Jenkins", path, e);
      }
    }
  }

  private static void newest(JsonValue job, JobName name, Map<JobName, Long> newest)
      throws SourceException {
    try {
      JsonValue last = job.optionalObject("lastBuild");
      newest.put(name, last == null ? 0L : last.requiredInteger("number"));
    } catch (UnmappableException e) {
      throw SourceException.misshapen("Jenkins", name.path(), e);
    }
  }

  private void job(JobName job, long newest) throws SourceException, InterruptedException {
    ReadMark mark = marks.getOrDefault(job.full(), ReadMark.NONE);
    if (mark.isOfAnother(newest)) {
      mark = ReadMark.NONE;
    }
    TreeSet<Long> left = new TreeSet<>(mark.open());
    if (mark.isBehind(newest)) {
      mark = pages(job, newest, mark);
    }
    TreeSet<Long> running = new TreeSet<>(mark.open());
    for (long number : left) {
      if (!stillRuns(job, number)) {
        running.remove(number);
      }
    }
    marks.put(job.full(), mark.running(running));
  }

  /** A build that is gone does not run. */
  private boolean stillRuns(JobName job, long number) throws SourceException, InterruptedException {
    try {
      return PipelinesFeed.one(run, project, job, number, details).running();
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      return false;
    }
  }

  private ReadMark pages(JobName job, long newest, ReadMark begun)
      throws SourceException, InterruptedException {
    ReadMark mark = begun;
    while (mark.isBehind(newest)) {
      mark = reading(job, mark.isReading() ? mark : mark.begin(newest));
    }
    return mark;
  }

  /** From where it stopped, or from the newest build, down to what was read before. */
  private ReadMark reading(JobName job, ReadMark begun)
      throws SourceException, InterruptedException {
    ReadMark mark = begun;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      int offset = Math.max(0, mark.offset() - OVERLAP);
      int size = offset > 0 ? PAGE : (int) Math.clamp(mark.unread() + OVERLAP, 1, PAGE);
      List<BuildRow> rows = page(job, offset, size);
      if (offset > 0 && !rows.isEmpty() && rows.getFirst().number() < mark.low()) {
        mark = mark.begin(mark.top());
        continue;
      }
      List<BuildRow> fresh = fresh(rows, mark);
      Fanout.each(fresh, AT_ONCE, build -> details.read(project, job, build));
      run.progress("", done.addAndGet(fresh.size()), null);
      List<Long> running = fresh.stream().filter(BuildRow::running).map(BuildRow::number).toList();
      if (rows.size() < size
          || rows.getLast().number() <= mark.done() + 1
          || rows.getLast().startedAt().isBefore(run.since())) {
        return mark.finished(running);
      }
      long low = Math.min(mark.low(), rows.getLast().number());
      mark = mark.reading(low, offset + rows.size(), running);
      marks.put(job.full(), mark);
      save();
    }
    throw new SourceException(
        Remedy.RETRY, "The builds of " + job.full() + " change faster than they can be read.");
  }

  /** Those that were not read yet and are not older than what is wanted. */
  private List<BuildRow> fresh(List<BuildRow> rows, ReadMark mark) {
    return rows.stream()
        .filter(row -> row.number() > mark.done() && row.number() < mark.low())
        .filter(row -> !row.startedAt().isBefore(run.since()))
        .toList();
  }

  private List<BuildRow> page(JobName job, int offset, int size)
      throws SourceException, InterruptedException {
    String path = job.path() + Tree.builds(offset, offset + size);
    HttpDoor.Page page = get(path);
    List<BuildRow> rows;
    try {
      rows = BuildRow.list(StrictJson.read(page.body()).object(), project.ref(job));
    } catch (UnmappableException e) {
      throw SourceException.misshapen("Jenkins", path, e);
    }
    if (!rows.isEmpty()) {
      run.store("builds", PageStore.taken(run, BuildContext.put(project, job)), null, page.body());
    }
    return rows;
  }

  private JsonValue ask(String path) throws SourceException, InterruptedException {
    HttpDoor.Page page = get(path);
    try {
      return StrictJson.read(page.body()).object();
    } catch (UnmappableException e) {
      throw SourceException.misshapen("Jenkins", path, e);
    }
  }

  /** The first answer says what time it is there. */
  private HttpDoor.Page get(String path) throws SourceException, InterruptedException {
    HttpDoor.Page page = run.http().get(path);
    if (began == null) {
      began = Waits.date(page.headers().get("date")).orElse(run.clock().instant());
    }
    return page;
  }

  private void save() {
    String cursor = ReadMark.format(marks);
    if (!run.cursor(scope).map(cursor::equals).orElse(cursor.isEmpty())) {
      run.saveCursor(scope, cursor);
    }
  }
}
