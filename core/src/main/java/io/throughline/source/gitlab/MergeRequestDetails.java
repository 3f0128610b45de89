package io.throughline.source.gitlab;

import io.throughline.source.Fanout;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Reads what the list of merge requests leaves out, for one project in one run. */
final class MergeRequestDetails {
  private static final int AT_ONCE = 12;
  private static final int REFUSALS_TO_BELIEVE = 3;

  // State events are asked for where there may be more of them than the list tells.
  private static final Set<MergeRequestPart> NEEDED =
      EnumSet.complementOf(EnumSet.of(MergeRequestPart.STATE_EVENTS));

  private record Wanted(Item mergeRequest, MergeRequestPart part) {}

  private final FeedRun run;
  private final String project;
  private final MergeRequestBatches batches;
  private final Reopenings reopenings;
  private final Map<MergeRequestPart, Integer> refusals = new ConcurrentHashMap<>();
  private final Set<MergeRequestPart> answered = ConcurrentHashMap.newKeySet();
  private final Set<MergeRequestPart> told = ConcurrentHashMap.newKeySet();
  private final Map<Long, Item> broken = new ConcurrentHashMap<>();
  private volatile boolean olderDiffs;

  /**
   * @param graph for many merge requests at once
   */
  MergeRequestDetails(FeedRun run, String project, GraphQl graph) {
    this.run = run;
    this.project = project;
    this.batches = new MergeRequestBatches(run, project, graph);
    this.reopenings = new Reopenings(run, project);
  }

  /**
   * Reads all parts of these merge requests. A part that this GitLab does not have, or that one
   * merge request cannot give although GitLab is well, does not stop the others.
   */
  void read(List<Item> mergeRequests) throws SourceException, InterruptedException {
    boolean many = mergeRequests.size() >= MergeRequestBatches.WORTH_IT;
    Map<Long, Set<MergeRequestPart>> known = many ? batches.read(mergeRequests) : Map.of();
    List<Wanted> wanted = new ArrayList<>();
    for (Item mergeRequest : mergeRequests) {
      Set<MergeRequestPart> has = known.getOrDefault(mergeRequest.id(), Set.of());
      answered.addAll(has);
      for (MergeRequestPart part : MergeRequestPart.values()) {
        boolean plain =
            many && part == MergeRequestPart.STATE_EVENTS && reopenings.none(mergeRequest);
        if (!plain && !has.contains(part)) {
          wanted.add(new Wanted(mergeRequest, part));
        }
      }
    }
    Fanout.each(wanted, AT_ONCE, this::read);
    tell();
  }

  /** Merge requests of which a part could not be read though GitLab is well. */
  List<Item> broken() {
    return List.copyOf(broken.values());
  }

  private void read(Wanted wanted) throws SourceException, InterruptedException {
    MergeRequestPart part = wanted.part();
    if (refusals.getOrDefault(part, 0) >= REFUSALS_TO_BELIEVE && !answered.contains(part)) {
      return;
    }
    Item mergeRequest = wanted.mergeRequest();
    try {
      PageStore.set(run, part.kind, ids(mergeRequest), pages(mergeRequest, part));
      answered.add(part);
    } catch (SourceException e) {
      switch (e.remedy()) {
        case SKIP -> refusals.merge(part, 1, Integer::sum);
        case RETRY -> {
          run.http().get(path(mergeRequest));
          broken.put(mergeRequest.id(), mergeRequest);
        }
        case PERSON -> throw e;
      }
    }
  }

  private List<byte[]> pages(Item mergeRequest, MergeRequestPart part)
      throws SourceException, InterruptedException {
    if (part != MergeRequestPart.DIFFS) {
      return Paging.bodies(run.http(), path(mergeRequest) + part.path);
    }
    List<byte[]> reduced = new ArrayList<>();
    if (!olderDiffs) {
      try {
        Paging.each(
            run.http(),
            path(mergeRequest) + part.path,
            page -> reduced.add(DiffLines.reduced(page.body())));
        return reduced;
      } catch (SourceException e) {
        if (e.remedy() != Remedy.SKIP || answered.contains(part)) {
          throw e;
        }
      }
    }
    reduced.add(DiffLines.reduced(run.http().get(path(mergeRequest) + "/changes").body()));
    olderDiffs = true;
    return reduced;
  }

  private String path(Item mergeRequest) {
    return "/api/v4/projects/" + project + "/merge_requests/" + mergeRequest.iid();
  }

  private Map<String, String> ids(Item mergeRequest) {
    return Map.of(
        "project", project,
        "merge_request", Long.toString(mergeRequest.id()),
        "iid", Long.toString(mergeRequest.iid()));
  }

  private void tell() {
    Set<String> missing = new TreeSet<>();
    for (MergeRequestPart part : refusals.keySet()) {
      if (!answered.contains(part)) {
        missing.add(part.title);
        told.add(part);
      }
    }
    String scope = project + "/details";
    if (!missing.isEmpty()) {
      run.notice(
          scope,
          "This project does not give the "
              + String.join(", ", missing)
              + " of its merge requests (an older GitLab, its licence, or the token's rights)."
              + " Figures that need them show no data.");
    } else if (answered.containsAll(NEEDED) || !told.isEmpty()) {
      run.notice(scope, null);
    }
  }
}
