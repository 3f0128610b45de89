package io.throughline.simulator.gitlab;

import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Release;
import io.throughline.simulator.world.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The commits of a branch, as merges brought them there. */
final class MainLine {
  private MainLine() {}

  /** All commits that a branch has got from merges up to a moment, oldest first. */
  static List<Commit> of(ProjectHistory history, String branch, long now) {
    List<Commit> out = new ArrayList<>();
    String tip = "0".repeat(40);
    for (MergeRequest mr : merged(history, branch, now)) {
      Event.Merged merge = mr.merge();
      if (merge == null) {
        continue;
      }
      List<Commit> own = Snapshot.of(mr, merge.at()).commits();
      String squash = merge.squashSha();
      if (squash == null) {
        out.addAll(own);
      } else {
        out.add(new Commit(squash, tip, mr.title(), mr.author(), merge.at() - 1000, merge.at()));
      }
      String text =
          "Merge branch '" + mr.sourceBranch() + "' into '" + branch + "'\n\n" + mr.title();
      String full = text + "\n\nSee merge request " + mr.project().path() + "!" + mr.iid();
      out.add(new Commit(merge.mergeSha(), tip, full, merge.by(), merge.at(), merge.at()));
      tip = merge.mergeSha();
    }
    return out;
  }

  /** The commits after one point up to another one; each is a commit id or a tag. */
  static List<Commit> between(ProjectHistory history, String from, String to, long now) {
    String begin = resolve(history, from, now);
    String end = resolve(history, to, now);
    List<Commit> all = of(history, "main", now);
    Set<String> known = new HashSet<>();
    all.forEach(c -> known.add(c.sha()));
    if (!known.contains(end)) {
      throw NotFound.of("Ref ");
    }
    List<Commit> out = new ArrayList<>();
    boolean inside = !known.contains(begin);
    for (Commit commit : all) {
      if (inside) {
        out.add(commit);
      }
      inside |= commit.sha().equals(begin);
      if (commit.sha().equals(end)) {
        break;
      }
    }
    return out;
  }

  private static String resolve(ProjectHistory history, String ref, long now) {
    for (Release release : history.releases()) {
      if (release.tag().equals(ref)) {
        return release.sha();
      }
    }
    if (ref.equals("main")) {
      List<Commit> all = of(history, "main", now);
      return all.isEmpty() ? ref : all.getLast().sha();
    }
    return ref;
  }

  private static List<MergeRequest> merged(ProjectHistory history, String branch, long now) {
    return history.mergeRequests().stream()
        .filter(mr -> mr.targetBranch().equals(branch) && mergedAt(mr) <= now)
        .sorted(Comparator.comparingLong(MainLine::mergedAt))
        .toList();
  }

  private static long mergedAt(MergeRequest mr) {
    Event.Merged merge = mr.merge();
    return merge == null ? Long.MAX_VALUE : merge.at();
  }
}
