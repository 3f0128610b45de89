package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import io.throughline.source.Mapped;
import io.throughline.source.gitlab.FakeGitLab.Fault;
import io.throughline.source.gitlab.FakeGitLab.Thing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergeRequestBatchesTest {
  private static final Instant START = Instant.parse("2026-01-10T08:00:00Z");
  private static final Pattern IID = Pattern.compile("\"([0-9]+)\"");
  private static final String COMMIT =
      "{'sha':'a1','message':'Fix\\n\\nCo-authored-by: Claude <noreply@anthropic.com>',"
          + "'authoredDate':'2026-01-10T09:00:00+01:00','committedDate':'2026-01-10T09:10:00+01:00',"
          + "'authorEmail':'Ada@Shop.Example'}";
  private static final String APPROVED =
      note("Note/501", "approved this merge request", true, false, "9");
  private static final String THREAD =
      note("DiffNote/502", "why?", false, true, "9")
          .replace("IndividualNoteDiscussion", "Discussion");

  private final Readings readings = new Readings();
  private final FakeGitLab gitlab = readings.gitlab;
  private final MergeRequestsFeed feed = new MergeRequestsFeed();
  private String commits = list(COMMIT, false);
  private String notes = list(APPROVED + "," + THREAD, false);
  private String approvers = list("{'id':'gid://gitlab/User/9'}", false);

  @BeforeEach
  void oneProject() throws Exception {
    gitlab.projects.put(12L, "shop/cart");
    readings.read(new ProjectsFeed());
    for (int iid = 1; iid <= 60; iid++) {
      Instant updated = START.plus(Duration.ofMinutes(7L * iid));
      gitlab.put(12, "merge_requests", new Thing(1000 + iid, iid, updated, ""));
    }
    gitlab.graph = this::answer;
  }

  @AfterEach
  void close() {
    readings.close();
  }

  private static String note(
      String gid, String body, boolean system, boolean resolvable, String by) {
    return "{'id':'gid://gitlab/%s','body':'%s','system':%s,'createdAt':'2026-01-11T08:00:00Z',"
            .formatted(gid, body, system)
        + "'resolvable':%s,'discussion':{'id':'gid://gitlab/IndividualNoteDiscussion/d7'},"
            .formatted(resolvable)
        + "'author':{'id':'gid://gitlab/User/%s','username':'ada','name':'Ada','state':'active'}}"
            .formatted(by);
  }

  static String list(String nodes, boolean more) {
    return "{'pageInfo':{'hasNextPage':" + more + "},'nodes':[" + nodes + "]}";
  }

  private String answer(String question) {
    return answer(question, commits, notes, approvers);
  }

  /** What GraphQL answers to a question about merge requests that each have the same lists. */
  static String answer(String question, String commits, String notes, String approvers) {
    Matcher iids = IID.matcher(question.substring(question.indexOf("\"iids\"") + 6));
    List<String> nodes = new ArrayList<>();
    while (iids.find()) {
      nodes.add(
          "{'id':'gid://gitlab/MergeRequest/%d','commits':%s,'notes':%s,'approvedBy':%s}"
              .formatted(1000 + Long.parseLong(iids.group(1)), commits, notes, approvers));
    }
    String all = nodes.stream().collect(Collectors.joining(","));
    return ("{'data':{'project':{'mergeRequests':{'nodes':[" + all + "]}}}}").replace('\'', '"');
  }

  @Test
  void commits_notes_and_approvers_of_fifty_come_at_once() throws Exception {
    readings.read(feed);

    assertThat(readings.memory.of(MergeRequestBatches.KIND)).hasSize(2);
    assertThat(gitlab.asked("/api/graphql")).isEqualTo(2);
    assertThat(gitlab.asked("/commits")).isZero();
    assertThat(gitlab.asked("/discussions")).isZero();
    assertThat(gitlab.asked("/approvals")).isZero();
    assertThat(readings.memory.of("merge_request_diffs")).hasSize(60);
  }

  @Test
  void it_gives_the_same_facts_as_the_single_answers() throws Exception {
    Mapped batch =
        Deliveries.page(
            MergeRequestBatches.KIND,
            answer("\"iids\":[\"5\"]").replace("MergeRequest/1005", "MergeRequest/70"));
    Mapped commit =
        Deliveries.page(
            "merge_request_commits",
            COMMIT
                .replace("'sha'", "'id'")
                .replace("authoredDate", "authored_date")
                .replace("committedDate", "committed_date")
                .replace("authorEmail", "author_email")
                .transform(one -> "[" + one + "]"));
    Mapped discussions =
        Deliveries.page(
            "merge_request_discussions",
            "[{'id':'x','individual_note':true,'notes':[{'id':501,'system':true,"
                + "'body':'approved this merge request','created_at':'2026-01-11T08:00:00Z',"
                + "'author':{'id':9,'username':'ada','name':'Ada','state':'active'}}]},"
                + "{'id':'d7','individual_note':false,'notes':[{'id':502,'system':false,"
                + "'body':'why?','created_at':'2026-01-11T08:00:00Z',"
                + "'author':{'id':9,'username':'ada','name':'Ada','state':'active'}}]}]");

    assertThat(Deliveries.members(batch, MergeRequestCommit.class))
        .isNotEmpty()
        .isEqualTo(Deliveries.members(commit, MergeRequestCommit.class));
    assertThat(Deliveries.members(batch, ReviewEvent.class))
        .hasSize(2)
        .isEqualTo(Deliveries.members(discussions, ReviewEvent.class));
    assertThat(batch.snapshots()).isEqualTo(discussions.snapshots());
  }

  @Test
  void what_is_not_told_whole_is_asked_for_one_by_one() throws Exception {
    commits = list(COMMIT, true);
    readings.read(feed);

    assertThat(gitlab.asked("/commits")).isEqualTo(60);
    assertThat(gitlab.asked("/discussions")).isZero();
    Mapped batch =
        Deliveries.page(
            MergeRequestBatches.KIND,
            readings.memory.of(MergeRequestBatches.KIND).getFirst().body());
    assertThat(Deliveries.members(batch, MergeRequestCommit.class)).isEmpty();
  }

  @Test
  void an_approval_of_which_no_note_tells_is_asked_for() throws Exception {
    notes = list(APPROVED.replace("User/9", "User/8") + "," + THREAD, false);
    readings.read(feed);

    assertThat(gitlab.asked("/approvals")).isEqualTo(60);
    assertThat(gitlab.asked("/discussions")).isZero();
  }

  @Test
  void a_note_that_gitlab_made_up_from_an_event_is_left_out() throws Exception {
    notes = list(APPROVED.replace("Note/501", "StateNote/0f3a9c"), false);
    Mapped batch = Deliveries.page(MergeRequestBatches.KIND, answer("\"iids\":[\"5\"]"));

    assertThat(Deliveries.members(batch, ReviewEvent.class)).isEmpty();
  }

  @Test
  void without_graphql_all_is_asked_for_one_by_one() throws Exception {
    gitlab.graph = question -> null;
    readings.read(feed);

    assertThat(gitlab.asked("/commits")).isEqualTo(60);
    assertThat(gitlab.asked("/discussions")).isEqualTo(60);
    assertThat(gitlab.asked("/approvals")).isEqualTo(60);
    assertThat(readings.memory.notices).isEmpty();
  }

  @Test
  void a_question_that_is_too_complex_is_not_put_more_than_three_times() throws Exception {
    gitlab.perPage = 20;
    gitlab.graph =
        question ->
            "{\"errors\":[{\"message\":\"Query has complexity of 301, which exceeds max complexity"
                + " of 250\"}]}";
    readings.read(feed);

    assertThat(gitlab.asked("/api/graphql")).isEqualTo(3);
    assertThat(gitlab.asked("/commits")).isEqualTo(60);
    assertThat(readings.memory.of(MergeRequestBatches.KIND)).isEmpty();
  }

  @Test
  void a_graphql_that_fails_does_not_stop_the_feed() throws Exception {
    gitlab.faults = path -> path.equals("/api/graphql") ? new Fault(500, "{}") : null;
    readings.read(feed);

    assertThat(gitlab.asked("/commits")).isEqualTo(60);
  }

  /** Merge requests that were all merged; of the fourth the list does not say when. */
  private void merged(int count) {
    StringBuilder all = new StringBuilder();
    for (int iid = 1; iid <= count; iid++) {
      all.append(all.isEmpty() ? "[" : ",")
          .append(
              "{'id':%d,'iid':%d,'state':'merged','created_at':'2026-01-10T08:00:00Z','merged_at':%s,'updated_at':'2026-01-10T08:%02d:00Z'}"
                  .formatted(1000 + iid, iid, iid == 4 ? "null" : "'2026-01-10T08:30:00Z'", iid));
    }
    gitlab.bodies.put("/projects/12/merge_requests", all.append("]").toString().replace('\'', '"'));
  }

  @Test
  void states_are_asked_for_only_of_what_was_reopened() throws Exception {
    merged(20);
    gitlab.bodies.put("/projects/12/events", "[{\"id\":1,\"target_id\":1007}]");
    readings.read(feed);

    assertThat(readings.memory.of("merge_request_state_events"))
        .extracting(stored -> stored.context().get("iid"))
        .as("one was reopened, of one the list does not say when it was merged")
        .containsExactlyInAnyOrder("4", "7");
  }

  @Test
  void states_are_asked_for_of_all_where_the_events_are_closed() throws Exception {
    gitlab.faults = path -> path.contains("/events?") ? new Fault(403, "{}") : null;
    readings.read(feed);

    assertThat(readings.memory.of("merge_request_state_events")).hasSize(60);
  }

  @Test
  void states_are_asked_for_of_all_where_the_events_are_no_such_list() throws Exception {
    merged(20);
    for (String events : new String[] {"{}", "[{\"id\":1}]", "[7]"}) {
      readings.memory.stored.clear();
      readings.memory.cursors.keySet().removeIf(key -> key.startsWith("merge_requests|"));
      gitlab.bodies.put("/projects/12/events", events);
      readings.read(feed);

      assertThat(readings.memory.of("merge_request_state_events")).as(events).hasSize(20);
    }
  }

  @Test
  void approval_notes_are_read_as_such() throws Exception {
    Mapped batch = Deliveries.page(MergeRequestBatches.KIND, answer("\"iids\":[\"5\"]"));

    assertThat(Deliveries.members(batch, ReviewEvent.class))
        .extracting(ReviewEvent::kind, ReviewEvent::thread)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(ReviewEventKind.APPROVAL, null),
            org.assertj.core.groups.Tuple.tuple(ReviewEventKind.COMMENT, "d7"));
  }
}
