package io.throughline.source.jenkins;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the folders, each one's entries in one list. A list is stored when it is another
 * than the last one.
 */
final class FolderWalk {
  private static final int PAGE = 100;
  private static final int MOST_JOBS = 20_000;

  private final FeedRun run;
  private final List<String> wanted;
  private final Map<String, KnownJobs.Known> found = new TreeMap<>();
  private int entries;

  FolderWalk(FeedRun run) {
    this.run = run;
    this.wanted =
        Arrays.stream(run.settings().getOrDefault("projects", "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
  }

  /** The projects by their full names. */
  Map<String, KnownJobs.Known> found() {
    return found;
  }

  void read() throws SourceException, InterruptedException {
    folder(null);
  }

  private void folder(@Nullable JobName folder) throws SourceException, InterruptedException {
    String path = folder == null ? "" : folder.path();
    String name = folder == null ? "" : folder.full();
    int rows = PAGE;
    for (int from = 0; rows == PAGE; from += PAGE) {
      String asked = path + Tree.entries(from, from + PAGE);
      HttpDoor.Page page = run.http().get(asked);
      try {
        List<JsonValue> jobs = StrictJson.read(page.body()).object().objects("jobs");
        rows = jobs.size();
        count(rows);
        PageStore.ifChanged(
            run, "list/" + from + "/" + name, "jobs", Map.of("folder", name), List.of(page.body()));
        for (JsonValue job : jobs) {
          entry(folder, job);
        }
      } catch (UnmappableException e) {
        throw SourceException.misshapen("Jenkins", asked, e);
      }
    }
  }

  private void entry(@Nullable JobName folder, JsonValue entry)
      throws SourceException, InterruptedException, UnmappableException {
    Optional<JobName> named = ProjectMapping.name(folder, entry);
    if (named.isEmpty()) {
      return;
    }
    JobName name = named.get();
    switch (JobKind.of(entry)) {
      case FOLDER -> {
        if (isOnTheWay(name.full())) {
          closedOr(name);
        }
      }
      case BRANCHES -> add(name, true);
      case JOB -> add(name, false);
      case OTHER -> {}
    }
  }

  /** One folder that is closed to us does not hide the others. */
  private void closedOr(JobName folder) throws SourceException, InterruptedException {
    try {
      folder(folder);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      run.notice(
          folder.full(), "The folder " + folder.full() + " cannot be read. " + e.getMessage());
    }
  }

  private void add(JobName name, boolean branches) {
    if (isWanted(name.full())) {
      found.put(name.full(), new KnownJobs.Known(name, branches));
    }
  }

  private void count(int rows) throws SourceException {
    entries += rows;
    if (entries > MOST_JOBS) {
      throw new SourceException(
          Remedy.PERSON,
          "Jenkins has more than "
              + MOST_JOBS
              + " jobs and folders: name those that matter under projects.");
    }
  }

  private boolean isWanted(String name) {
    return wanted.isEmpty()
        || wanted.stream().anyMatch(w -> name.equals(w) || name.startsWith(w + "/"));
  }

  private boolean isOnTheWay(String folder) {
    return isWanted(folder) || wanted.stream().anyMatch(w -> w.startsWith(folder + "/"));
  }
}
