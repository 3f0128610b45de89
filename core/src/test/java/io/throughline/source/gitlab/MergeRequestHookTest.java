package io.throughline.source.gitlab;

import static io.throughline.source.gitlab.Deliveries.id;
import static io.throughline.source.gitlab.Deliveries.members;
import static io.throughline.source.gitlab.Deliveries.only;
import static io.throughline.source.gitlab.Deliveries.versioned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.MergeRequest;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import io.throughline.source.Mapped;
import io.throughline.source.Refresh;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeRequestHookTest {
  private static final Instant AT = Instant.parse("2026-11-19T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "approved, APPROVAL",
    "approval, APPROVAL",
    "unapproved, UNAPPROVAL",
    "unapproval, UNAPPROVAL",
    "close, CLOSED",
    "reopen, REOPENED",
    "merge, MERGED"
  })
  void actionsAreEvents(String action, ReviewEventKind kind) throws UnmappableException {
    assertThat(members(hook("'action':'" + action + "'", ""), ReviewEvent.class))
        .containsExactly(
            new ReviewEvent(
                id(70),
                kind.name().toLowerCase(Locale.ROOT) + ":4:" + AT.getEpochSecond(),
                kind,
                id(4),
                null,
                null,
                null,
                AT));
  }

  @Test
  void openAndPlainUpdateAreNone() throws UnmappableException {
    assertThat(hook("'action':'open'", "").sets()).isEmpty();
    assertThat(hook("'action':'update'", "").sets()).isEmpty();
    assertThat(kinds(hook("'action':'update','oldrev':'abc'", "")))
        .containsExactly(ReviewEventKind.COMMITS_ADDED);
  }

  @Test
  void mergeGivesAPartialMergeTime() throws UnmappableException {
    Mapped mapped = hook("'action':'merge','state':'merged'", "");
    MergeRequest mr = only(mapped, MergeRequest.class);
    assertThat(mr.mergedAt()).isEqualTo(AT);
    assertThat(mr.mergedById()).isEqualTo(id(4));
    assertThat(versioned(mapped, MergeRequest.class).version()).isEqualTo(AT);
    assertThat(versioned(mapped, MergeRequest.class).complete()).isFalse();
    assertThat(mapped.refreshes()).containsExactly(new Refresh("merge_request", "7", "5"));
    assertThat(only(mapped, Account.class).email()).as("a webhook vouches for no e-mail").isNull();
  }

  @Test
  void missingStateFollowsTheAction() throws UnmappableException {
    assertThat(only(hook("'action':'merge'", ""), MergeRequest.class).state()).isEqualTo("merged");
    assertThat(only(hook("'action':'close'", ""), MergeRequest.class).state()).isEqualTo("closed");
    assertThat(only(hook("'state':'reopened'", ""), MergeRequest.class).state())
        .isEqualTo("opened");
  }

  @Test
  void missingActionFollowsTheChangedState() throws UnmappableException {
    String changes = ",'changes':{'state':{'previous':'locked','current':'merged'}}";
    Mapped mapped = hook("'state':'merged'", changes);
    assertThat(kinds(mapped)).containsExactly(ReviewEventKind.MERGED);
    assertThat(only(mapped, MergeRequest.class).mergedAt()).isEqualTo(AT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'draft':{'previous':true,'current':false} | MARKED_READY
          'draft':{'previous':false,'current':true} | MARKED_DRAFT
          'work_in_progress':{'previous':true,'current':false} | MARKED_READY
          'title':{'previous':'Draft: x','current':'x'} | MARKED_READY
          'title':{'previous':'x','current':'WIP: x'} | MARKED_DRAFT
          'title':{'previous':'Draft: x','current':'x'},'draft':{'previous':true,'current':false} | MARKED_READY
          """,
      quoteCharacter = '`')
  void changedDraftMarks(String change, ReviewEventKind kind) throws UnmappableException {
    assertThat(kinds(hook("'action':'update'", ",'changes':{" + change + "}")))
        .containsExactly(kind);
  }

  @Test
  void changedTitleAloneIsNoDraftChange() throws UnmappableException {
    String changes = ",'changes':{'title':{'previous':null,'current':'Draft: x'}}";
    assertThat(kinds(hook("'action':'open'", changes))).isEmpty();
    assertThat(
            kinds(hook("'action':'update'", ",'changes':{'title':{'previous':'a','current':'b'}}")))
        .isEmpty();
  }

  @Test
  void reviewersAddedRemovedAndAskedAgain() throws UnmappableException {
    String changes =
        ",'changes':{'reviewers':{'previous':[{'id':1,'username':'ann'},{'id':2,'username':'bob'}],"
            + "'current':[{'id':2,'username':'bob','re_requested':true},{'id':3,'username':'cyd'}]}}";
    assertThat(members(hook("'action':'update'", changes), ReviewEvent.class))
        .extracting(ReviewEvent::kind, ReviewEvent::targetUsername, ReviewEvent::targetAccountId)
        .containsExactly(
            tuple(ReviewEventKind.REVIEW_REQUESTED, "bob", id(2)),
            tuple(ReviewEventKind.REVIEW_REQUESTED, "cyd", id(3)),
            tuple(ReviewEventKind.REVIEW_REQUEST_REMOVED, "ann", id(1)));
  }

  @Test
  void reviewersOfANewOneAreAsked() throws UnmappableException {
    String reviewers = ",'reviewers':[{'id':1,'username':'ann'}]";
    assertThat(kinds(hook("'action':'open'", reviewers)))
        .containsExactly(ReviewEventKind.REVIEW_REQUESTED);
    assertThat(kinds(hook("'action':'update'", reviewers))).isEmpty();
  }

  @Test
  void c12_wrongShapesNameThePlace() {
    assertThatThrownBy(() -> hook("'action':{}", ""))
        .isInstanceOfSatisfying(
            UnmappableException.class,
            e -> assertThat(e.pointer()).isEqualTo("/object_attributes/action"));
    assertThatThrownBy(
            () -> Deliveries.event("Merge Request Hook", "{'object_attributes':{'id':1}}"))
        .hasMessageContaining("a time");
    assertThatThrownBy(() -> Deliveries.event("Merge Request Hook", "[]"))
        .hasMessageContaining("an object");
    assertThatThrownBy(
            () ->
                Deliveries.event(
                    "Merge Request Hook",
                    "{'object_attributes':{'id':1,'updated_at':'2026-11-22T12:00:00Z'}}"))
        .hasMessageContaining("24 hours");
  }

  private static List<ReviewEventKind> kinds(Mapped mapped) {
    return members(mapped, ReviewEvent.class).stream().map(ReviewEvent::kind).toList();
  }

  private static Mapped hook(String attributes, String rest) throws UnmappableException {
    return Deliveries.event(
        "Merge Request Hook",
        "{'object_kind':'merge_request','user':{'id':4,'name':'Dee','username':'dee','email':'dee@example.com'},"
            + "'object_attributes':{'id':70,'iid':5,'target_project_id':7,'title':'x','updated_at':'2026-11-19"
            + " 10:00:00 UTC',"
            + attributes
            + "}"
            + rest
            + "}");
  }
}
