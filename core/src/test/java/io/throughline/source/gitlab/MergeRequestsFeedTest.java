package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.gitlab.FakeGitLab.Fault;
import io.throughline.source.gitlab.FakeGitLab.Thing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergeRequestsFeedTest {
  private static final Instant START = Instant.parse("2026-01-10T08:00:00Z");

  private final Readings readings = new Readings();
  private final FakeGitLab gitlab = readings.gitlab;
  private final MergeRequestsFeed feed = new MergeRequestsFeed();

  @BeforeEach
  void oneProject() throws Exception {
    gitlab.projects.put(12L, "shop/cart");
    gitlab.perPage = 10;
    readings.read(new ProjectsFeed());
  }

  @AfterEach
  void close() {
    readings.close();
  }

  private void mergeRequest(long iid, Instant updatedAt) {
    gitlab.put(12, "merge_requests", new Thing(1000 + iid, iid, updatedAt, ""));
  }

  private void hundred(Duration apart) {
    for (int i = 1; i <= 100; i++) {
      mergeRequest(i, START.plus(apart.multipliedBy(i)));
    }
  }

  private void assertAllRead() {
    assertThat(readings.versions("merge_requests"))
        .containsAll(readings.present(12, "merge_requests"));
  }

  @Test
  void every_merge_request_is_stored_with_its_details_exactly_once() throws Exception {
    hundred(Duration.ofMinutes(7));
    readings.read(feed);
    assertAllRead();
    for (String part : new String[] {"commits", "diffs", "discussions", "approvals"}) {
      assertThat(readings.memory.of("merge_request_" + part)).hasSize(100);
    }
    assertThat(readings.memory.of("merge_request_state_events")).hasSize(100);
    assertThat(readings.memory.of("merge_request_commits").getFirst().context())
        .containsKeys("project", "merge_request", "iid", "taken_at");
    int stored = readings.memory.stored.size();
    gitlab.asked.clear();

    readings.read(feed);

    assertThat(readings.memory.stored).hasSize(stored);
    assertThat(gitlab.asked).hasSize(1);
    assertThat(readings.memory.completeUntil).containsKey("merge_requests|12");
  }

  @Test
  void a_changed_one_is_read_again_with_its_details() throws Exception {
    hundred(Duration.ofMinutes(7));
    readings.read(feed);
    mergeRequest(3, START.plus(Duration.ofDays(20)));
    readings.read(feed);
    assertAllRead();
    assertThat(readings.memory.of("merge_request_commits")).hasSize(101);
  }

  @Test
  void d09_without_x_total_all_is_read_the_same() throws Exception {
    hundred(Duration.ofMinutes(7));
    gitlab.perPage = 1;
    readings.read(feed);
    assertAllRead();
  }

  @Test
  void d09_offsets_stay_small_because_the_window_moves() throws Exception {
    hundred(Duration.ofMinutes(5));
    gitlab.perPage = 7;
    // GitLab refuses offsets above 50,000; a fixed window would go on to page 15 here.
    gitlab.faults = path -> path.matches(".*[?&]page=[3-9].*") ? new Fault(405, "{}") : null;
    readings.read(feed);
    assertAllRead();
  }

  @Test
  void d10_what_changes_or_goes_while_paging_makes_no_other_one_be_missed() throws Exception {
    hundred(Duration.ofMinutes(7));
    AtomicInteger pages = new AtomicInteger();
    gitlab.after =
        path -> {
          if (path.contains("merge_requests?") && pages.incrementAndGet() <= 6) {
            int n = pages.get();
            mergeRequest(n, START.plus(Duration.ofDays(30)).plusSeconds(n));
            gitlab.all(12, "merge_requests").remove(20L + n);
          }
        };
    readings.read(feed);
    assertAllRead();
  }

  @Test
  void d10_changes_inside_a_block_of_one_second_are_caught_by_another_pass() throws Exception {
    hundred(Duration.ZERO);
    AtomicInteger pages = new AtomicInteger();
    gitlab.after =
        path -> {
          if (path.contains("merge_requests?") && pages.incrementAndGet() <= 4) {
            mergeRequest(pages.get(), START.plus(Duration.ofDays(30)));
          }
        };
    readings.read(feed);
    assertAllRead();
  }

  @Test
  void d11_many_with_one_updated_at_across_pages_are_all_read() throws Exception {
    hundred(Duration.ZERO);
    mergeRequest(101, START.plusSeconds(3600));
    readings.read(feed);
    assertAllRead();
  }

  @Test
  void d12_n07_the_cursor_follows_the_sources_clock_whatever_ours_says() throws Exception {
    hundred(Duration.ofMinutes(7));
    readings.clock.turn(Duration.ofMinutes(10));
    readings.read(feed);
    readings.clock.turn(Duration.ofDays(300));
    mergeRequest(200, START.plus(Duration.ofMinutes(701)));
    readings.read(feed);
    assertAllRead();
  }

  @Test
  void d13_what_is_committed_late_is_caught_by_the_overlap() throws Exception {
    hundred(Duration.ofMinutes(7));
    readings.read(feed);
    mergeRequest(200, START.plus(Duration.ofMinutes(690)));
    readings.read(feed);
    assertAllRead();
  }

  @Test
  void one_from_the_future_does_not_carry_the_cursor_past_the_present() throws Exception {
    hundred(Duration.ofMinutes(7));
    mergeRequest(200, Instant.parse("2099-01-01T00:00:00Z"));
    readings.read(feed);
    mergeRequest(201, Instant.now());
    readings.read(feed);
    assertAllRead();
  }

  @Test
  void d08_pages_that_lead_round_in_a_circle_end_the_run() throws Exception {
    hundred(Duration.ZERO);
    gitlab.faults =
        path -> path.contains("&page=3") ? new Fault(200, "[{\"id\":1,\"iid\":1}]") : null;
    readings.read(feed);
    assertThat(gitlab.asked("merge_requests?")).isLessThan(40);
  }

  @Test
  void d06_an_error_object_in_place_of_a_list_is_a_failure_and_moves_no_cursor() {
    hundred(Duration.ofMinutes(7));
    gitlab.faults =
        path -> path.contains("merge_requests?") ? new Fault(200, "{\"error\":\"busy\"}") : null;
    assertThatThrownBy(() -> readings.read(feed))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("list");
    assertThat(readings.memory.cursors).doesNotContainKey("merge_requests|12");
  }

  @Test
  void d14_killed_at_any_store_it_goes_on_and_redoes_a_page_at_most() throws Exception {
    hundred(Duration.ofMinutes(7));
    for (int kill = 0; kill < 40; kill++) {
      readings.memory.storesUntilDeath = 3 + kill * 7;
      try {
        readings.read(feed);
        break;
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("killed");
      }
    }
    readings.memory.storesUntilDeath = Integer.MAX_VALUE;
    int details = readings.memory.of("merge_request_commits").size();
    readings.read(feed);
    assertAllRead();
    assertThat(details).isGreaterThan(0);
    assertThat(
            readings.memory.of("merge_request_commits").stream()
                .map(page -> page.context().get("iid"))
                .distinct())
        .hasSize(100);
  }

  @Test
  void d14_a_kill_on_a_page_redoes_only_that_page() throws Exception {
    hundred(Duration.ofMinutes(7));
    readings.memory.storesUntilDeath = 51 * 4 + 10;
    assertThatThrownBy(() -> readings.read(feed)).hasMessage("killed");
    readings.memory.storesUntilDeath = Integer.MAX_VALUE;
    readings.read(feed);
    assertAllRead();
    assertThat(readings.memory.of("merge_request_commits").size()).isBetween(100, 110);
  }

  @Test
  void a_part_that_this_gitlab_lacks_is_noticed_once_and_stops_nothing() throws Exception {
    hundred(Duration.ofMinutes(7));
    gitlab.faults =
        path -> path.endsWith("/approvals") ? new Fault(404, "{\"error\":\"404\"}") : null;
    readings.read(feed);
    assertAllRead();
    assertThat(readings.memory.notices).containsOnlyKeys("merge_requests|12/details");
    assertThat(readings.memory.notices.get("merge_requests|12/details")).contains("approvals");
    assertThat(gitlab.asked("/approvals")).isLessThan(20);
    assertThat(readings.memory.of("merge_request_discussions")).hasSize(100);
  }

  @Test
  void d02_a_merge_request_that_always_fails_stops_no_other_and_is_asked_for_again()
      throws Exception {
    hundred(Duration.ofMinutes(7));
    gitlab.faults = path -> path.contains("/merge_requests/5/diffs") ? new Fault(500, "{}") : null;
    readings.read(feed);
    assertAllRead();
    assertThat(readings.memory.notices.get("merge_requests|12/again")).contains("!5");
    gitlab.faults = path -> null;
    readings.read(feed);
    assertThat(readings.memory.of("merge_request_diffs")).hasSize(100);
    assertThat(readings.memory.notices).isEmpty();
  }

  @Test
  void older_gitlab_gives_its_diffs_as_changes() throws Exception {
    mergeRequest(1, START);
    gitlab.bodies.put(
        "/projects/12/merge_requests/1/changes",
        "{\"id\":1,\"changes\":[{\"new_path\":\"a\",\"diff\":\"@@ -1 +1 @@\\n-x\\n+y\\n\"}]}");
    gitlab.faults = path -> path.contains("/diffs") ? new Fault(404, "{}") : null;
    readings.read(feed);
    assertThat(readings.memory.of("merge_request_diffs").getFirst().body())
        .isEqualTo("[{\"new_path\":\"a\",\"added_lines\":1,\"deleted_lines\":1,\"binary\":false}]");
  }

  @Test
  void a_wish_reads_one_with_its_details() throws Exception {
    mergeRequest(1, START);
    assertThat(feed.refresh(readings.run(feed), new Refresh("merge_request", "12", "1"))).isTrue();
    assertThat(readings.memory.of("merge_request")).hasSize(1);
    assertThat(readings.memory.of("merge_request_commits")).hasSize(1);
    assertThat(feed.refresh(readings.run(feed), new Refresh("pipeline", "12", "1"))).isFalse();
    assertThatThrownBy(
            () -> feed.refresh(readings.run(feed), new Refresh("merge_request", "12", "../../x")))
        .isInstanceOf(SourceException.class);
  }

  @Test
  void d16_a_deleted_one_is_gone_after_the_sweep_confirmed_it() throws Exception {
    hundred(Duration.ofMinutes(7));
    readings.read(feed);
    MergeRequestSweep sweep = new MergeRequestSweep(Duration.ofDays(1));
    readings.read(sweep);
    gitlab.all(12, "merge_requests").remove(5L);
    readings.clock.turn(Duration.ofDays(1));
    readings.read(sweep);
    assertThat(readings.memory.of("merge_request_gone"))
        .singleElement()
        .satisfies(
            gone ->
                assertThat(gone.context())
                    .containsAllEntriesOf(
                        Map.of("project", "12", "merge_request", "1005", "iid", "5")));
    readings.clock.turn(Duration.ofDays(1));
    readings.read(sweep);
    assertThat(readings.memory.of("merge_request_gone")).hasSize(1);
  }

  @Test
  void d13_what_was_committed_later_than_the_overlap_is_read_by_the_sweep() throws Exception {
    hundred(Duration.ofMinutes(7));
    readings.read(feed);
    MergeRequestSweep sweep = new MergeRequestSweep(Duration.ofDays(1));
    readings.read(sweep);
    mergeRequest(300, START.plus(Duration.ofMinutes(20)));
    readings.clock.turn(Duration.ofDays(1));
    readings.read(sweep);
    assertThat(readings.memory.of("merge_request")).hasSize(1);
  }
}
