package io.throughline.source.gitlab;

import static io.throughline.source.gitlab.Deliveries.event;
import static io.throughline.source.gitlab.Deliveries.id;
import static io.throughline.source.gitlab.Deliveries.members;
import static io.throughline.source.gitlab.Deliveries.only;
import static io.throughline.source.gitlab.Deliveries.page;
import static io.throughline.source.gitlab.Deliveries.versioned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.DeploymentChange;
import io.throughline.model.fact.MergeRequest;
import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.model.fact.Pipeline;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.Release;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import io.throughline.source.Mapped;
import io.throughline.source.Refresh;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Pages and small webhooks for which no real payload was found, written by hand. */
class PageMappingTest {
  static final String MERGE_REQUEST =
      "{'id':70,'iid':5,'project_id':7,'title':'Draft: x','state':'opened','author':null,"
          + "'target_branch':'main','source_branch':'revert-0123abcd','labels':[{'name':'bug'},'ai-assisted'],'description':'This"
          + " reverts merge request !4','created_at':'2026-11-01T00:00:00.000Z',"
          + "'updated_at':'2026-11-02T00:00:00.5Z','web_url':'https://g.example/a/b/-/merge_requests/5'}";

  @Test
  void mergeRequestWithoutAnAuthor() throws UnmappableException {
    Mapped mapped = page("merge_requests", "[" + MERGE_REQUEST + "]");
    MergeRequest mr = only(mapped, MergeRequest.class);
    assertThat(versioned(mapped, MergeRequest.class).complete()).isTrue();
    assertThat(versioned(mapped, MergeRequest.class).version())
        .isEqualTo(Instant.parse("2026-11-02T00:00:00.5Z"));
    assertThat(mr.authorId()).isNull();
    assertThat(mr.draft()).isTrue();
    assertThat(mr.labels()).isEqualTo(",bug,ai-assisted,");
    assertThat(mr.assistant()).isEqualTo("unnamed");
    assertThat(mr.revertsIid()).isEqualTo(4);
    assertThat(mr.revertsSha()).isEqualTo("0123abcd");
    assertThat(mr.deleted()).isNull();
  }

  @Test
  void numbersInQuotesAreRead() throws UnmappableException {
    assertThat(
            only(
                    page("merge_request", MERGE_REQUEST.replace("'id':70", "'id':'70'")),
                    MergeRequest.class)
                .id())
        .isEqualTo(id(70));
    assertThatThrownBy(() -> page("merge_request", MERGE_REQUEST.replace("'id':70", "'id':'7x'")))
        .hasMessageContaining("whole number");
    assertThatThrownBy(() -> page("merge_request", MERGE_REQUEST.replace("'id':70", "'id':-1")))
        .hasMessageContaining("out of range");
  }

  @Test
  void commitWithAnAbsurdClockKeepsItsPlaceWithoutATime() throws UnmappableException {
    Mapped mapped =
        page(
            "merge_request_commits",
            "[{'id':'abc','authored_date':'2038-01-19T03:14:07Z','committed_date':'2026-11-01T10:00:00+02:00','author_email':'Ann@Example.com','message':'Fix\\n"
                + "\\n"
                + "Co-authored-by: Claude <noreply@anthropic.com>'}]");
    assertThat(members(mapped, MergeRequestCommit.class))
        .containsExactly(
            new MergeRequestCommit(
                id(70),
                "abc",
                null,
                Instant.parse("2026-11-01T08:00:00Z"),
                "ann@example.com",
                "claude",
                null,
                ""));
    assertThat(mapped.sets().get(0).takenAt()).isEqualTo(Deliveries.TAKEN);
    assertThat(mapped.sets().get(0).replaces()).isTrue();
  }

  @Test
  void systemNotesAndGhosts() throws UnmappableException {
    Mapped mapped =
        page(
            "merge_request_discussions",
            "[{'id':'d1','individual_note':true,'notes':[{'id':1,'body':'requested review from @ann"
                + " and @bob',"
                + "'system':true,'author':{'id':4,'username':'dee'},'created_at':'2026-11-01T10:00:00Z'}]},{'id':'d2','individual_note':false,'notes':[{'id':2,'body':'"
                + "  ','system':false,'author':null,'created_at':'2026-11-01T10:01:00Z'},"
                + "{'id':3,'body':'why?','system':false,'author':null,'created_at':'2026-11-01T10:02:00Z'}]}]");
    assertThat(members(mapped, ReviewEvent.class))
        .extracting(
            ReviewEvent::key,
            ReviewEvent::kind,
            ReviewEvent::accountId,
            ReviewEvent::targetUsername,
            ReviewEvent::thread)
        .containsExactly(
            tuple("note:1:+ann", ReviewEventKind.REVIEW_REQUESTED, id(4), "ann", null),
            tuple("note:1:+bob", ReviewEventKind.REVIEW_REQUESTED, id(4), "bob", null),
            tuple("note:3", ReviewEventKind.COMMENT, null, null, "d2"));
  }

  @Test
  void approvalsNeedATime() throws UnmappableException {
    Mapped mapped =
        page(
            "merge_request_approvals",
            "{'approved_by':[{'user':{'id':1,'username':'ann'},'approved_at':'2026-11-01T10:00:00Z'},"
                + "{'user':{'id':2,'username':'bob'}}]}");
    assertThat(members(mapped, ReviewEvent.class))
        .extracting(ReviewEvent::key, ReviewEvent::accountId)
        .containsExactly(tuple("approval:1:1793527200", id(1)));
  }

  @Test
  void stateEvents() throws UnmappableException {
    Mapped mapped =
        page(
            "merge_request_state_events",
            "[{'id':1,'user':{'id':4,'username':'dee'},'created_at':'2026-11-01T10:00:00Z','state':'closed'},"
                + "{'id':2,'user':null,'created_at':'2026-11-01T10:00:00Z','state':'reopened'},"
                + "{'id':3,'user':null,'created_at':'2026-11-01T11:00:00Z','state':'merged'},"
                + "{'id':4,'user':null,'created_at':'2026-11-01T11:00:00Z','state':'opened'}]");
    assertThat(members(mapped, ReviewEvent.class))
        .extracting(ReviewEvent::key, ReviewEvent::kind)
        .containsExactly(
            tuple("state:1", ReviewEventKind.CLOSED),
            tuple("state:2", ReviewEventKind.REOPENED),
            tuple("state:3", ReviewEventKind.MERGED));
  }

  @Test
  void emptySetsAreSetsAndEmptyPagesAreIgnored() throws UnmappableException {
    assertThat(page("merge_request_commits", "[]").sets()).hasSize(1);
    assertThat(page("merge_requests", "[]").ignored()).isNotNull();
  }

  @Test
  void listedPipelineIsPartial() throws UnmappableException {
    Mapped mapped =
        page(
            "pipelines",
            "[{'id':700,'status':'SUCCESS','updated_at':'2026-11-01T10:00:00Z','source':'push'}]");
    assertThat(versioned(mapped, Pipeline.class).complete()).isFalse();
    assertThat(only(mapped, Pipeline.class).projectId()).isEqualTo(id(7));
    assertThat(only(mapped, Pipeline.class).status()).isEqualTo("success");
  }

  @Test
  void whatADeploymentCarried() throws UnmappableException {
    Mapped mapped = page("deployment_merge_requests", "[" + MERGE_REQUEST + "]");
    assertThat(members(mapped, DeploymentChange.class))
        .containsExactly(new DeploymentChange(id(7000), id(70)));
    assertThat(mapped.snapshots()).hasSize(1);
  }

  @Test
  void gone() throws UnmappableException {
    assertThat(only(page("project_gone", "{}"), Project.class).deleted()).isTrue();
    Mapped mapped = page("merge_request_gone", "{}");
    assertThat(only(mapped, MergeRequest.class).deleted()).isTrue();
    assertThat(versioned(mapped, MergeRequest.class).version()).isEqualTo(Deliveries.TAKEN);
  }

  @Test
  void onlyConfirmedMailsAreVouchedFor() throws UnmappableException {
    assertThat(mail("'email':'A@x.org','confirmed_at':'2026-01-01T00:00:00Z'"))
        .isEqualTo("a@x.org");
    assertThat(mail("'email':'a@x.org','confirmed_at':null")).isNull();
    assertThat(mail("'public_email':'P@x.org'")).isEqualTo("p@x.org");
    assertThat(mail("'public_email':''")).isNull();
  }

  @Test
  void botsAreToldByTheSource() throws UnmappableException {
    Mapped mapped =
        page("user", "{'id':9,'username':'project_7_bot','name':'b','bot':true,'state':'active'}");
    assertThat(only(mapped, Account.class).bot()).isTrue();
    assertThat(versioned(mapped, Account.class).complete()).isTrue();
  }

  @Test
  void upcomingReleaseIsKeptAsPlanned() throws UnmappableException {
    Mapped mapped =
        page("releases", "[{'tag_name':'v2','released_at':'2027-06-01T00:00:00Z','commit':null}]");
    assertThat(only(mapped, Release.class).releasedAt())
        .isEqualTo(Instant.parse("2027-06-01T00:00:00Z"));
  }

  @Test
  void deletedReleaseIsOnlyAWish() throws UnmappableException {
    Mapped mapped = event("Release Hook", "{'action':'delete','tag':'v2','project':{'id':7}}");
    assertThat(mapped.snapshots()).isEmpty();
    assertThat(mapped.refreshes()).containsExactly(new Refresh("releases", "7", ""));
  }

  @Test
  void c20_aPushOfManyCommitsIsNoFactButAWish() throws UnmappableException {
    Mapped mapped =
        event("Push Hook", "{'project_id':7,'commits':[{'id':'a'}],'total_commits_count':3000}");
    assertThat(mapped.sets()).isEmpty();
    assertThat(mapped.refreshes()).containsExactly(new Refresh("project", "", "7"));
  }

  @Test
  void destroyedProjectIsReadAgainBeforeItIsBelieved() throws UnmappableException {
    Mapped mapped = event("System Hook", "{'event_name':'project_destroy','project_id':7}");
    assertThat(mapped.snapshots()).isEmpty();
    assertThat(mapped.refreshes()).containsExactly(new Refresh("project", "", "7"));
  }

  @Test
  void unknownKinds() throws UnmappableException {
    assertThat(event("Emoji Hook", "{}").ignored()).contains("Emoji Hook");
    assertThatThrownBy(() -> page("wikis", "[]")).isInstanceOf(UnmappableException.class);
  }

  private static String mail(String fields) throws UnmappableException {
    return only(page("user", "{'id':9,'username':'u'," + fields + "}"), Account.class).email();
  }
}
