package io.throughline.warehouse;

import static io.throughline.model.fact.ReviewEventKind.APPROVAL;
import static io.throughline.model.fact.ReviewEventKind.COMMENT;
import static io.throughline.model.fact.ReviewEventKind.COMMITS_ADDED;
import static io.throughline.model.fact.ReviewEventKind.MARKED_READY;
import static io.throughline.model.fact.ReviewEventKind.REVIEW_REQUESTED;
import static io.throughline.model.fact.ReviewEventKind.REVIEW_REQUEST_REMOVED;
import static io.throughline.warehouse.Sample.ADA;
import static io.throughline.warehouse.Sample.BOB;
import static io.throughline.warehouse.Sample.may;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.source.Channel;
import io.throughline.warehouse.Sample.Mr;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who was asked for a review, when, and whether they answered. */
class ReviewRequestDerivationTest {
  @TempDir Path folder;
  private World world;
  private final Mr mr = new Mr(1);

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

  private List<Map<String, Object>> requests() {
    return world.rows(
        "SELECT reviewer_id, requested_at, starts_at, answered_at, withdrawn FROM review_request"
            + " ORDER BY requested_at");
  }

  @Test
  void answeredFromReadyOn() {
    world.tell(
        mr.page(),
        mr.events(
            mr.asked(REVIEW_REQUESTED, "Bob", may(5, 1)),
            mr.event(COMMENT, BOB, may(5, 2)),
            mr.event(MARKED_READY, ADA, may(6, 1)),
            mr.event(APPROVAL, BOB, may(7, 1))));
    assertThat(requests())
        .singleElement()
        .satisfies(
            r ->
                assertThat(r)
                    .containsEntry("reviewer_id", (long) world.number("person", "bob"))
                    .containsEntry("starts_at", "2026-05-06T01:00")
                    .containsEntry("answered_at", "2026-05-07T01:00")
                    .containsEntry("withdrawn", false));
    assertThat(world.row("SELECT review_requested_at AS t FROM merge_request"))
        .containsEntry("t", "2026-05-05T01:00");
  }

  @Test
  void askedAgainAfterAnAnswerIsANewOneAndAReminderIsNot() {
    world.tell(
        mr.page(),
        mr.events(
            mr.asked(REVIEW_REQUESTED, "bob", may(5, 1)),
            mr.asked(REVIEW_REQUESTED, "bob", may(5, 2)),
            mr.event(COMMENT, BOB, may(5, 3)),
            mr.asked(REVIEW_REQUESTED, "bob", may(5, 4)),
            mr.asked(REVIEW_REQUEST_REMOVED, "bob", may(5, 5))));
    assertThat(requests()).hasSize(2);
    assertThat(requests().get(0)).containsEntry("answered_at", "2026-05-05T03:00");
    assertThat(requests().get(1))
        .containsEntry("answered_at", null)
        .containsEntry("withdrawn", true);
  }

  @Test
  void aHookAndAPageTellOneRequest() {
    ReviewEvent hooked =
        new ReviewEvent(
            mr.id, "hook", REVIEW_REQUESTED, ADA, null, BOB, null, may(5, 1).plusSeconds(3));
    world.tell(
        mr.page(),
        mr.events(mr.asked(REVIEW_REQUESTED, "bob", may(5, 1))),
        Telling.set(
            new FactSet<>(ReviewEvent.class, mr.id, "hook", may(5, 1), false, List.of(hooked)),
            Channel.WEBHOOK));
    assertThat(requests()).hasSize(1);
  }

  @Test
  void machinesAndAuthorsAreNotAsked() {
    world.tell(
        mr.page(),
        mr.events(
            mr.asked(REVIEW_REQUESTED, "renovate-acme", may(5, 1)),
            mr.asked(REVIEW_REQUESTED, "ada", may(5, 1)),
            mr.asked(REVIEW_REQUESTED, "nobody", may(5, 1))));
    assertThat(requests()).isEmpty();
  }

  @Test
  void whoIsKnownLaterIsAskedToo() {
    world.tell(mr.page(), mr.events(mr.asked(REVIEW_REQUESTED, "eve", may(5, 1))));
    assertThat(requests()).isEmpty();
    long eve = Telling.id(5);
    world.tell(Telling.page(new Account(eve, "eve", "Eve", null, false, "active")));
    assertThat(requests()).singleElement().extracting(r -> r.get("reviewer_id")).isEqualTo(-eve);
  }

  @Test
  void whoTurnsOutToBeABotNeverAnswered() {
    long eve = Telling.id(5);
    world.tell(
        Telling.page(new Account(eve, "eve", "Eve", null, null, "active")),
        mr.page(),
        mr.events(mr.event(APPROVAL, eve, may(5, 1))));
    String sql = "SELECT reviewed, first_response_at FROM merge_request";
    assertThat(world.row(sql)).containsEntry("reviewed", true);
    world.tell(Telling.page(new Account(eve, "eve", "Eve", null, true, "active")));
    assertThat(world.row(sql))
        .containsEntry("reviewed", false)
        .containsEntry("first_response_at", null);
  }

  @Test
  void activityIsOfHumansAndTellsTheirTeams() {
    Change change =
        world.tell(
            mr.page(),
            mr.commits(mr.commit("c1", may(3, 1))),
            mr.events(
                mr.event(COMMITS_ADDED, ADA, may(4, 11)), mr.event(APPROVAL, BOB, may(5, 1))));
    assertThat(change.teams()).containsExactlyInAnyOrder("all", "pay");
    assertThat(change.tables())
        .containsExactlyInAnyOrder(
            "fact_merge_request", "fact_merge_request_commit", "fact_review_event");
    assertThat(world.rows("SELECT person_id, kind FROM person_activity ORDER BY kind"))
        .extracting(r -> r.get("kind"))
        .containsExactly("commit", "created", "merged", "review");
  }
}
