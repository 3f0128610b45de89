package io.throughline.warehouse;

import static io.throughline.model.fact.ReviewEventKind.APPROVAL;
import static io.throughline.model.fact.ReviewEventKind.CHANGES_REQUESTED;
import static io.throughline.model.fact.ReviewEventKind.COMMENT;
import static io.throughline.model.fact.ReviewEventKind.COMMITS_ADDED;
import static io.throughline.model.fact.ReviewEventKind.MARKED_DRAFT;
import static io.throughline.model.fact.ReviewEventKind.MARKED_READY;
import static io.throughline.warehouse.Sample.ADA;
import static io.throughline.warehouse.Sample.AGENT;
import static io.throughline.warehouse.Sample.BOB;
import static io.throughline.warehouse.Sample.BOT;
import static io.throughline.warehouse.Sample.may;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.MergeRequestFile;
import io.throughline.warehouse.Sample.Mr;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts in, the row of a merge request out: the golden cases of the specification and more. */
class MergeRequestDerivationTest {
  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() {
    world = new World(folder);
    world.load(World.organisation());
    world.tell(Sample.people());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Map<String, Object> row(Mr mr) {
    return world.row("SELECT * FROM merge_request WHERE id = " + mr.id);
  }

  @Test
  void readyIsTheLastChangeFromDraft() {
    Mr mr = new Mr(1);
    world.tell(
        mr.page(),
        mr.commits(mr.commit("c1", may(3, 9))),
        mr.events(
            mr.event(MARKED_READY, ADA, may(5, 8)),
            mr.event(MARKED_DRAFT, ADA, may(5, 9)),
            mr.event(COMMENT, BOB, may(5, 10)),
            mr.event(MARKED_READY, ADA, may(6, 10)),
            mr.event(COMMENT, BOB, may(7, 10)),
            mr.event(APPROVAL, BOB, may(7, 12))));
    assertThat(row(mr))
        .containsEntry("ready_at", "2026-05-06T10:00")
        .containsEntry("first_response_at", "2026-05-07T10:00")
        .containsEntry("first_approval_at", "2026-05-07T12:00")
        .containsEntry("started_at", "2026-05-03T09:00")
        .containsEntry("started_by", "first_commit")
        .containsEntry("comment_count", 2)
        .containsEntry("reviewed", true)
        .containsEntry("details", true)
        .containsEntry("in_scope", true);
  }

  @Test
  void mergedWithoutReviewHasNoResponse() {
    Mr mr = new Mr(1);
    world.tell(mr.page(), mr.commits(), mr.events(mr.event(COMMENT, ADA, may(5, 1))));
    assertThat(row(mr))
        .containsEntry("first_response_at", null)
        .containsEntry("reviewed", false)
        .containsEntry("comment_count", 0)
        .containsEntry("review_rounds", 0)
        .containsEntry("commit_count", 0)
        .containsEntry("started_by", "no_commits")
        .containsEntry("started_at", "2026-05-04T10:00");
  }

  @Test
  void botsAndAgentsDoNotRespond() {
    Mr mr = new Mr(1);
    world.tell(
        mr.page(),
        mr.events(
            mr.event(COMMENT, BOT, may(5, 1)),
            mr.event(APPROVAL, BOT, may(5, 2)),
            mr.event(COMMENT, AGENT, may(5, 3))));
    assertThat(row(mr)).containsEntry("first_response_at", null).containsEntry("reviewed", false);
  }

  @Test
  void whatComesAfterTheMergeIsNoReview() {
    Mr mr = new Mr(1);
    world.tell(
        mr.page(),
        mr.events(mr.event(APPROVAL, BOB, may(9, 1)), mr.event(COMMENT, BOB, may(9, 2))));
    assertThat(row(mr))
        .containsEntry("first_approval_at", null)
        .containsEntry("reviewed", false)
        .containsEntry("approval_count", 0)
        .containsEntry("comment_count", 0);
  }

  @Test
  void firstCommitIsOneOfTheBranchNotTheSquash() {
    Mr mr = new Mr(1);
    mr.squashSha = "5".repeat(40);
    world.tell(
        mr.page(),
        mr.commits(
            mr.commit("c1", may(2, 1)),
            mr.commit("c2", may(2, 2)),
            mr.commit("c3", may(3, 1)),
            mr.commit("c4", may(3, 2)),
            mr.commit("c5", may(4, 1))));
    assertThat(row(mr))
        .containsEntry("first_commit_at", "2026-05-02T01:00")
        .containsEntry("commit_count", 5);
  }

  @Test
  void anOldCommitIsNotBelieved() {
    Mr mr = new Mr(1);
    world.tell(mr.page(), mr.commits(mr.commit("c1", may(1, 1).minusSeconds(2L * 365 * 86400))));
    assertThat(row(mr))
        .containsEntry("started_by", "old_commit")
        .containsEntry("started_at", "2026-05-04T10:00")
        .containsEntry("first_commit_at", "2024-05-01T01:00");
  }

  @Test
  void aRevertIsFoundByNumberAndByCommitWhicheverComesFirst() {
    Mr original = new Mr(1);
    Mr byNumber = new Mr(2);
    byNumber.revertsIid = 1L;
    byNumber.merged = may(9, 10);
    Mr other = new Mr(3);
    Mr byCommit = new Mr(4);
    byCommit.revertsSha = other.mergeSha.substring(0, 12);
    byCommit.merged = may(12, 10);
    byCommit.mergeSha = "f".repeat(40);
    other.mergeSha = "%040x".formatted(0xabcdef03L);
    byCommit.revertsSha = "1234567890ab";
    other.mergeSha = "1234567890abcdef1234567890abcdef12345678";
    world.tell(byCommit.page(), original.page());
    world.tell(byNumber.page(), other.page());
    assertThat(row(original)).containsEntry("reverted_at", "2026-05-09T10:00");
    assertThat(row(byNumber))
        .containsEntry("is_revert", true)
        .containsEntry("reverts_id", original.id);
    assertThat(row(other)).containsEntry("reverted_at", "2026-05-12T10:00");
    assertThat(row(byCommit)).containsEntry("reverts_id", other.id);
    assertThat(row(byCommit)).containsEntry("reverted_at", null);
  }

  @Test
  void aPickOfWhatCountedIsOneWhicheverComesFirst() {
    Mr original = new Mr(1);
    original.mergeSha = "1234567890abcdef1234567890abcdef12345678";
    Mr pick = new Mr(2);
    pick.target = "release/1";
    pick.pickOf = original.mergeSha;
    Mr lonely = new Mr(3);
    lonely.pickOf = "9".repeat(40);
    world.tell(pick.page(), lonely.page());
    assertThat(row(pick)).containsEntry("is_cherry_pick", false);
    world.tell(original.page());
    assertThat(row(pick)).containsEntry("is_cherry_pick", true).containsEntry("in_scope", true);
    assertThat(row(original)).containsEntry("is_cherry_pick", false);
    assertThat(row(lonely)).containsEntry("is_cherry_pick", false);
  }

  @Test
  void closedAndReopenedEndsOnceAtTheMerge() {
    Mr mr = new Mr(1);
    mr.closed = may(5, 5);
    world.tell(mr.page());
    assertThat(row(mr))
        .containsEntry("closed_at", null)
        .containsEntry("ended_at", "2026-05-08T10:00");
    Mr abandoned = new Mr(2);
    abandoned.state = "closed";
    abandoned.merged = null;
    abandoned.closed = may(5, 5);
    world.tell(abandoned.page());
    assertThat(row(abandoned))
        .containsEntry("closed_at", "2026-05-05T05:00")
        .containsEntry("in_scope", false);
  }

  @Test
  void anOpenDraftIsNotReady() {
    Mr mr = new Mr(1);
    mr.state = "opened";
    mr.merged = null;
    mr.draft = true;
    world.tell(mr.page());
    assertThat(row(mr)).containsEntry("ready_at", null).containsEntry("ended_at", null);
  }

  @Test
  void roundsAreAlternationsUpToTheApproval() {
    Mr mr = new Mr(1);
    world.tell(
        mr.page(),
        mr.commits(mr.commit("c1", may(3, 1))),
        mr.events(
            mr.event(CHANGES_REQUESTED, BOB, may(5, 1)),
            mr.event(COMMENT, BOB, may(5, 2)),
            mr.event(COMMITS_ADDED, ADA, may(5, 3)),
            mr.event(COMMITS_ADDED, ADA, may(5, 4)),
            mr.event(CHANGES_REQUESTED, BOB, may(5, 5)),
            mr.event(COMMITS_ADDED, ADA, may(5, 6)),
            mr.event(APPROVAL, BOB, may(5, 7)),
            mr.event(CHANGES_REQUESTED, BOB, may(5, 8)),
            mr.event(COMMITS_ADDED, ADA, may(5, 9))));
    assertThat(row(mr)).containsEntry("review_rounds", 2);
    Mr comments = new Mr(2);
    world.tell(
        comments.page(),
        comments.commits(comments.commit("c1", may(3, 1)), comments.commit("c2", may(6, 1))),
        comments.events(comments.event(COMMENT, BOB, may(5, 1))));
    assertThat(row(comments)).containsEntry("review_rounds", 0);
  }

  @Test
  void sizeLeavesOutWhatNobodyWroteAndIsUnknownWhenCut() {
    Mr mr = new Mr(1);
    world.tell(
        mr.page(),
        mr.files(
            new MergeRequestFile(mr.id, "a.java", 10, 5, false, null, false),
            new MergeRequestFile(mr.id, "b.java", 0, 400, true, null, false),
            new MergeRequestFile(mr.id, "x.lock", 999, 0, false, "lock", true)));
    assertThat(row(mr))
        .containsEntry("size_lines", 16L)
        .containsEntry("added_lines", 10L)
        .containsEntry("file_count", 3);
    Mr cut = new Mr(2);
    world.tell(
        cut.page(), cut.files(new MergeRequestFile(cut.id, "a", null, null, false, null, false)));
    assertThat(row(cut)).containsEntry("size_lines", null).containsEntry("file_count", 1);
    Mr unknown = new Mr(3);
    world.tell(unknown.page());
    assertThat(row(unknown))
        .containsEntry("size_lines", null)
        .containsEntry("file_count", null)
        .containsEntry("comment_count", null)
        .containsEntry("reviewed", null)
        .containsEntry("commit_count", null)
        .containsEntry("details", false);
  }

  @Test
  void classesOfAuthors() {
    Mr bot = new Mr(1);
    bot.author = BOT;
    Mr agent = new Mr(2);
    agent.author = AGENT;
    Mr assisted = new Mr(3);
    assisted.assistant = "claude";
    world.tell(
        bot.page(),
        agent.page(),
        assisted.page(),
        bot.files(new MergeRequestFile(bot.id, "pom.xml", 1, 1, false, null, true)));
    assertThat(row(bot))
        .containsEntry("author_class", "bot")
        .containsEntry("author_id", null)
        .containsEntry("is_version_bump", true)
        .containsEntry("in_scope", false);
    assertThat(row(agent))
        .containsEntry("author_class", "agent")
        .containsEntry("author_id", null)
        .containsEntry("in_scope", true);
    assertThat(row(assisted))
        .containsEntry("author_class", "assisted")
        .containsEntry("author_id", (long) world.number("person", "ada"));
  }

  @Test
  void backMergesAndHotfixes() {
    Mr back = new Mr(1);
    back.source = "release/1";
    Mr hotfix = new Mr(2);
    hotfix.source = "hotfix/now";
    Mr labelled = new Mr(3);
    labelled.labels = ",bug,Hotfix,";
    Mr aside = new Mr(4);
    aside.target = "develop";
    world.tell(back.page(), hotfix.page(), labelled.page(), aside.page());
    assertThat(row(back)).containsEntry("is_back_merge", true).containsEntry("in_scope", false);
    assertThat(row(hotfix)).containsEntry("is_hotfix", true).containsEntry("in_scope", true);
    assertThat(row(labelled)).containsEntry("is_hotfix", true);
    assertThat(row(aside)).containsEntry("into_tracked", false).containsEntry("in_scope", false);
  }
}
