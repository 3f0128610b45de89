package io.throughline.simulator.truth;

import static io.throughline.simulator.truth.Story.ADA;
import static io.throughline.simulator.truth.Story.AGENT;
import static io.throughline.simulator.truth.Story.BOB;
import static io.throughline.simulator.truth.Story.ROBOT;
import static io.throughline.simulator.truth.Story.at;
import static io.throughline.simulator.truth.Story.commit;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.simulator.world.ChangedFile;
import io.throughline.simulator.world.ChangedFile.Change;
import io.throughline.simulator.world.ChangedFile.Kind;
import io.throughline.simulator.world.Office;
import org.junit.jupiter.api.Test;

/** The golden cases of coding, on lives written by hand. */
class TimelineTest {
  @Test
  void golden1DraftOnMondayReadyOnWednesdayReviewedOnThursdayIsPickedUpInADay() {
    Timeline t =
        new Story()
            .opened("02T10:00", true, commit("a", at("02T09:00")))
            .comment("03T10:00", BOB)
            .draft("04T10:00", false)
            .comment("05T10:00", BOB)
            .merged("05T12:00")
            .seen();
    Long answer = t.firstResponse();
    assertThat(answer).isNotNull();
    assertThat(WorkingTime.hours(Office.BERLIN, t.ready(), answer)).isEqualTo(24);
  }

  @Test
  void golden2MergedWithoutReviewHasNoResponse() {
    Timeline t =
        new Story()
            .opened("02T10:00", false, commit("a", at("02T09:00")))
            .merged("02T12:00")
            .seen();
    assertThat(t.firstResponse()).isNull();
    assertThat(t.reviewed()).isFalse();
  }

  @Test
  void golden3BotsAgentsAndTheAuthorDoNotAnswer() {
    Timeline t =
        new Story()
            .opened("02T10:00", false)
            .comment("02T10:01", ROBOT)
            .comment("02T10:02", AGENT)
            .comment("02T10:03", ADA)
            .merged("02T12:00")
            .seen();
    assertThat(t.firstResponse()).isNull();
    assertThat(t.comments()).isZero();
  }

  @Test
  void golden4AnApprovalAfterTheMergeIsIgnored() {
    Timeline t =
        new Story().opened("02T10:00", false).merged("02T12:00").approved("02T13:00", BOB).seen();
    assertThat(t.reviewed()).isFalse();
  }

  @Test
  void golden5TheBranchsFirstCommitCountsNotTheSquash() {
    Timeline t =
        new Story()
            .opened("03T10:00", false, commit("a", at("02T08:00")), commit("b", at("02T09:00")))
            .merged("03T12:00")
            .seen();
    assertThat(t.firstCommit()).isEqualTo(at("02T08:00"));
  }

  @Test
  void golden6ATwoYearsOldCommitIsCappedToTheCreation() {
    long old = at("02T08:00") - 730L * 86_400_000;
    Timeline t = new Story().opened("03T10:00", false, commit("a", old)).merged("03T12:00").seen();
    assertThat(t.firstCommit()).isEqualTo(at("03T10:00"));
  }

  @Test
  void aForcePushDropsTheCommitsBefore() {
    Timeline t =
        new Story()
            .opened("03T10:00", false, commit("a", at("02T08:00")))
            .rebased("03T11:00", commit("b", at("02T15:00")))
            .merged("03T12:00")
            .seen();
    assertThat(t.firstCommit()).isEqualTo(at("02T15:00"));
  }

  @Test
  void withoutCommitsThereIsNoFirstCommit() {
    assertThat(new Story().opened("03T10:00", false).merged("03T12:00").seen().firstCommit())
        .isNull();
  }

  @Test
  void readyIsTheLastDraftToReadyChangeBeforeTheMerge() {
    Timeline t =
        new Story()
            .opened("02T10:00", true)
            .draft("02T11:00", false)
            .draft("02T12:00", true)
            .draft("03T10:00", false)
            .merged("03T12:00")
            .seen();
    assertThat(t.ready()).isEqualTo(at("03T10:00"));
  }

  @Test
  void closedReopenedAndMergedEndsOnceAtTheMerge() {
    Timeline t =
        new Story()
            .opened("02T10:00", false)
            .closed("03T10:00")
            .reopened("04T10:00")
            .merged("05T10:00")
            .seen();
    assertThat(t.ended()).isEqualTo(at("05T10:00"));
  }

  @Test
  void roundsAreAlternationsOfAskedChangesAndNewCommitsUpToTheApproval() {
    Timeline t =
        new Story()
            .opened("02T10:00", false, commit("a", at("02T09:00")))
            .asksChanges("02T11:00", BOB)
            .asksChanges("02T11:30", BOB)
            .pushed("02T12:00", commit("b", at("02T11:40")))
            .pushed("02T12:30", commit("c", at("02T12:20")))
            .asksChanges("02T13:00", BOB)
            .pushed("02T14:00", commit("d", at("02T13:50")))
            .approved("02T15:00", BOB)
            .asksChanges("02T15:30", BOB)
            .pushed("02T16:00", commit("e", at("02T15:50")))
            .merged("02T17:00")
            .seen();
    assertThat(t.rounds()).isEqualTo(2);
  }

  @Test
  void sizeLeavesOutWhatNobodyWrote() {
    Timeline t =
        new Story()
            .opened("02T10:00", false)
            .files(
                file("src/a.java", Kind.SOURCE, Change.MODIFIED, 10, 4),
                file("src/old.java", Kind.SOURCE, Change.DELETED, 0, 300),
                file("src/moved.java", Kind.SOURCE, Change.RENAMED, 0, 0),
                file("go.sum", Kind.LOCK, Change.MODIFIED, 200, 100),
                file("a.png", Kind.BINARY, Change.ADDED, 0, 0))
            .seen();
    assertThat(t.size()).isEqualTo(15);
  }

  @Test
  void aCutDifferenceHasNoSize() {
    ChangedFile cut = new ChangedFile("a", "a", Kind.SOURCE, Change.ADDED, 9000, 0, true);
    assertThat(new Story().opened("02T10:00", false).files(cut).seen().size()).isNull();
  }

  private static ChangedFile file(String path, Kind kind, Change change, int added, int deleted) {
    return new ChangedFile(path, path, kind, change, added, deleted, false);
  }
}
