package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.MemoryRun;
import io.throughline.source.SourceException;
import io.throughline.source.gitlab.FakeGitLab.Fault;
import io.throughline.source.gitlab.FakeGitLab.Thing;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RandomFaultsTest {
  private static final Instant START = Instant.parse("2026-01-10T08:00:00Z");
  private static final Pattern GID = Pattern.compile("MergeRequest/([0-9]+)");
  private static final Fault[] FAULTS = {
    new Fault(500, "{}"),
    new Fault(503, ""),
    new Fault(429, ""),
    new Fault(200, "[{\"id\":1"),
    new Fault(200, "<html><title>Sign in</title>"),
    new Fault(200, "{\"error\":\"busy\"}"),
    new Fault(200, "")
  };

  /** D04, D06, D10, D11, D14: whatever fails and whatever changes meanwhile, nothing is lost. */
  @Property(tries = 40)
  void nothing_is_lost_whatever_fails_and_changes_while_it_is_read(@ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    try (Readings readings = new Readings()) {
      FakeGitLab gitlab = readings.gitlab;
      gitlab.projects.put(12L, "shop/cart");
      gitlab.perPage = 1 + random.nextInt(20);
      String none = MergeRequestBatchesTest.list("", false);
      gitlab.graph = question -> MergeRequestBatchesTest.answer(question, none, none, none);
      readings.read(new ProjectsFeed());
      Duration apart = Duration.ofSeconds(new int[] {0, 1, 90, 5_000}[random.nextInt(4)]);
      for (int i = 1; i <= 20; i++) {
        put(gitlab, i, START.plus(apart.multipliedBy(i)));
      }
      gitlab.faults = path -> random.nextInt(8) == 0 ? FAULTS[random.nextInt(FAULTS.length)] : null;
      gitlab.after =
          path -> {
            if (path.contains("merge_requests?") && random.nextInt(4) == 0) {
              put(gitlab, 1 + random.nextInt(22), START.plusSeconds(900_000 + random.nextInt(99)));
            }
          };
      MergeRequestsFeed feed = new MergeRequestsFeed();
      for (int run = 0; run < 6; run++) {
        readings.memory.storesUntilDeath = random.nextInt(120);
        attempt(readings, feed);
        readings.clock.turn(Duration.ofMinutes(6));
      }
      readings.memory.storesUntilDeath = Integer.MAX_VALUE;
      gitlab.faults = path -> null;
      gitlab.after = path -> {};
      readings.clock.turn(Duration.ofMinutes(70));
      readings.read(feed);

      Set<String> present = readings.present(12, "merge_requests");
      assertThat(readings.versions("merge_requests")).containsAll(present);
      assertThat(detailed(readings)).hasSize(gitlab.all(12, "merge_requests").size());
    }
  }

  /** Ids of the merge requests of which the details were read, many at once or one by one. */
  private static Set<String> detailed(Readings readings) {
    Set<String> ids = new TreeSet<>();
    for (MemoryRun.Stored page : readings.memory.of("merge_request_approvals")) {
      ids.add(page.context().get("merge_request"));
    }
    for (MemoryRun.Stored page : readings.memory.of(MergeRequestBatches.KIND)) {
      Matcher gid = GID.matcher(page.body());
      while (gid.find()) {
        ids.add(gid.group(1));
      }
    }
    return ids;
  }

  private static void put(FakeGitLab gitlab, long iid, Instant at) {
    gitlab.put(12, "merge_requests", new Thing(1000 + iid, iid, at, ""));
  }

  private static void attempt(Readings readings, MergeRequestsFeed feed)
      throws InterruptedException {
    try {
      readings.read(feed);
    } catch (SourceException e) {
      assertThat(e.remedy()).isEqualTo(SourceException.Remedy.RETRY);
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("killed");
    }
  }
}
