package io.throughline.source.gitlab;

import static io.throughline.source.gitlab.Deliveries.id;
import static io.throughline.source.gitlab.Deliveries.members;
import static io.throughline.source.gitlab.Deliveries.only;
import static io.throughline.source.gitlab.Deliveries.versioned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.Deployment;
import io.throughline.model.fact.Environment;
import io.throughline.model.fact.Job;
import io.throughline.model.fact.MergeRequest;
import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.model.fact.MergeRequestFile;
import io.throughline.model.fact.Pipeline;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.Release;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The values that the most telling real payloads must give. */
class GitLabFixtureValuesTest {
  @Test
  void mergeRequestOfTheApi() throws UnmappableException {
    Mapped mapped = page("merge_request", "gitlab4j-api/merge-request");
    MergeRequest mr = only(mapped, MergeRequest.class);
    assertThat(versioned(mapped, MergeRequest.class).version())
        .isEqualTo(Instant.parse("2016-12-03T17:23:34Z"));
    assertThat(mr.id()).isEqualTo(id(1));
    assertThat(mr.projectId()).isEqualTo(id(3));
    assertThat(mr.state()).isEqualTo("merged");
    assertThat(mr.mergedAt()).isEqualTo(Instant.parse("2016-12-03T17:23:34Z"));
    assertThat(mr.mergedById()).isEqualTo(id(87854));
    assertThat(mr.squashSha()).isEqualTo("37a1f246848c3dc2bb82964a183417e2e72fe1a7");
    assertThat(mr.draft()).isFalse();
  }

  @Test
  void oldMergedRequestWithoutAMergeTimeGetsNone() throws UnmappableException {
    MergeRequest mr = only(page("merge_request", "perceval-api/merge_3"), MergeRequest.class);
    assertThat(mr.state()).isEqualTo("merged");
    assertThat(mr.mergedAt()).isNull();
    assertThat(mr.labels()).isEqualTo(",CI/CD,Deliverable,");
    assertThat(mr.sourceProjectId()).isNull();
  }

  @Test
  void cutRowsOfAListStayPartial() throws UnmappableException {
    Mapped mapped = page("merge_requests", "perceval-api/merge_page_1");
    assertThat(mapped.snapshots()).noneMatch(one -> one.complete());
    assertThat(mapped.snapshots())
        .extracting(one -> one.snapshot().id())
        .containsExactly(id(11225), id(11321));
  }

  @Test
  void commitsOfTheApi() throws UnmappableException {
    assertThat(
            members(
                page("merge_request_commits", "perceval-api/commits_1"), MergeRequestCommit.class))
        .extracting(
            MergeRequestCommit::sha,
            MergeRequestCommit::authoredAt,
            MergeRequestCommit::authorEmail)
        .containsExactly(
            tuple(
                "b76d1921399a6a8c5ee12dc22fe514edbef381aa",
                Instant.parse("2014-04-03T14:45:50Z"),
                "aelmahmoudy@sabily.org"),
            tuple(
                "9ceba1c9ee5834e301848f0168df233d9b87041f",
                Instant.parse("2014-04-03T12:23:53Z"),
                "aelmahmoudy@sabily.org"));
  }

  @Test
  void rawDiffsAreCounted() throws UnmappableException {
    assertThat(
            members(
                page("merge_request_diffs", "gitlab4j-api/merge-request-diff"),
                MergeRequestFile.class))
        .containsExactly(new MergeRequestFile(id(70), "LICENSE", 21, 0, false, null, false));
    assertThat(
            members(
                page("merge_request_diffs", "perceval-api/merge_2_version_1"),
                MergeRequestFile.class))
        .extracting(MergeRequestFile::added, MergeRequestFile::deleted)
        .containsExactly(tuple(33, 0));
  }

  @Test
  void discussions() throws UnmappableException {
    Mapped mapped = page("merge_request_discussions", "gitlab4j-api/merge-request-discussions");
    assertThat(members(mapped, ReviewEvent.class))
        .extracting(
            ReviewEvent::key, ReviewEvent::kind, ReviewEvent::accountId, ReviewEvent::thread)
        .containsExactly(
            tuple(
                "note:1129",
                ReviewEventKind.COMMENT,
                id(1),
                "6a9c1750b37d513a43987b574953fceb50b03ce7"),
            tuple("note:1128", ReviewEventKind.COMMENT, id(1), null),
            tuple(
                "note:1128",
                ReviewEventKind.COMMENT,
                id(1),
                "87805b7c09016a7058e91bdbe7b29d1f284a39e6"));
  }

  @Test
  void pipelineOfTheApi() throws UnmappableException {
    Mapped mapped = page("pipeline", "gitlab4j-api/pipeline");
    Pipeline pipeline = only(mapped, Pipeline.class);
    assertThat(pipeline.durationSeconds()).isEqualTo(123.0);
    assertThat(pipeline.finishedAt()).isEqualTo(Instant.parse("2016-08-11T11:32:35.145Z"));
    assertThat(pipeline.startedAt()).isNull();
    assertThat(versioned(mapped, Pipeline.class).complete()).isTrue();
  }

  @Test
  void jobOfTheApi() throws UnmappableException {
    Job job = only(page("pipeline_jobs", "gitlab4j-api/job"), Job.class);
    assertThat(job.pipelineId()).isEqualTo(id(6));
    assertThat(job.projectId()).isEqualTo(id(7));
    assertThat(job.failureReason()).isEqualTo("script_failure");
    assertThat(job.durationSeconds()).isEqualTo(0.465);
  }

  @Test
  void deploymentOfTheApi() throws UnmappableException {
    Mapped mapped = page("deployment", "gitlab4j-api/deployment");
    Deployment deployment = only(mapped, Deployment.class);
    assertThat(deployment.status()).isEqualTo("success");
    assertThat(deployment.environment()).isEqualTo("production");
    assertThat(deployment.finishedAt()).isEqualTo(Instant.parse("2016-08-11T11:32:35.145Z"));
    assertThat(versioned(mapped, Deployment.class).version())
        .isEqualTo(Instant.parse("2016-08-11T11:34:01.123Z"));
  }

  @Test
  void environmentProjectAndUsersOfTheApi() throws UnmappableException {
    assertThat(only(page("environments", "gitlab4j-api/environment"), Environment.class))
        .isEqualTo(new Environment(id(1), id(7), "review/fix-foo", "testing", "available"));
    Project project = only(page("project", "gitlab4j-api/project"), Project.class);
    assertThat(project.path()).isEqualTo("diaspora/diaspora-project-site");
    assertThat(project.archived()).isFalse();
    Account user = only(page("user", "gitlab4j-api/user"), Account.class);
    assertThat(user.email()).isEqualTo("john@example.com");
    assertThat(user.username()).isEqualTo("john_smith");
  }

  @Test
  void releasesOfTheApiHaveNumbersOfTheirOwn() throws UnmappableException {
    Mapped mapped = page("releases", "gitlab4j-api/releases");
    Release first = (Release) mapped.snapshots().get(0).snapshot();
    assertThat(first.id()).isEqualTo(id(ReleaseMapping.number(7, "v0.2")));
    assertThat(first.releasedAt()).isEqualTo(Instant.parse("2019-01-03T01:56:19.539Z"));
    assertThat(first.commitAt()).isEqualTo(Instant.parse("2019-01-03T01:55:38Z"));
    assertThat(first.webUrl())
        .isEqualTo("https://gitlab.example.com/root/awesome-app/-/releases/v0.2");
  }

  @Test
  void releaseHookMeansTheSameReleaseAsTheApi() throws UnmappableException {
    Release release = only(event("Release Hook", "go-gitlab-webhook/release"), Release.class);
    assertThat(release.id()).isEqualTo(id(ReleaseMapping.number(327622, "1.0.0")));
    assertThat(release.releasedAt()).isEqualTo(Instant.parse("2021-02-25T21:23:34Z"));
    assertThat(release.commitAt()).isEqualTo(Instant.parse("2021-02-25T21:21:58Z"));
  }

  @Test
  void openHookWithChangedReviewers() throws UnmappableException {
    Mapped mapped = event("Merge Request Hook", "gitlab4j-webhook/merge-request-event");
    Instant at = Instant.parse("2013-12-03T17:23:34Z");
    assertThat(members(mapped, ReviewEvent.class))
        .extracting(
            ReviewEvent::kind,
            ReviewEvent::accountId,
            ReviewEvent::targetUsername,
            ReviewEvent::targetAccountId,
            ReviewEvent::at)
        .containsExactly(
            tuple(ReviewEventKind.REVIEW_REQUESTED, id(1), "psmith", id(3), at),
            tuple(ReviewEventKind.REVIEW_REQUEST_REMOVED, id(1), "jdoe", id(2), at));
    assertThat(only(mapped, MergeRequest.class).labels()).isEqualTo(",API,");
    assertThat(only(mapped, MergeRequest.class).mergedAt()).isNull();
  }

  @Test
  void mergeHookOfAnOldVersion() throws UnmappableException {
    Mapped mapped = event("Merge Request Hook", "jenkins-gitlab-plugin/MergeRequestEvent_merged");
    MergeRequest mr = only(mapped, MergeRequest.class);
    assertThat(mr.mergedAt()).isEqualTo(Instant.parse("2013-12-03T17:23:34.123Z"));
    assertThat(mr.headSha()).as("a placeholder is no commit").isNull();
    assertThat(members(mapped, ReviewEvent.class))
        .extracting(ReviewEvent::key)
        .containsExactly("merged:-:1386091414");
  }

  @Test
  void openHookOfAClosedOneClosesNothing() throws UnmappableException {
    Mapped mapped = event("Merge Request Hook", "jenkins-gitlab-plugin/MergeRequestEvent_closedMR");
    assertThat(only(mapped, MergeRequest.class).state()).isEqualTo("closed");
    assertThat(only(mapped, MergeRequest.class).closedAt()).isNull();
    assertThat(mapped.sets()).isEmpty();
  }

  @Test
  void approvalAndReopenHooks() throws UnmappableException {
    assertThat(
            members(
                event("Merge Request Hook", "jenkins-gitlab-plugin/MergeRequestEvent_approvedMR"),
                ReviewEvent.class))
        .extracting(ReviewEvent::kind)
        .containsExactly(ReviewEventKind.APPROVAL);
    assertThat(
            members(
                event(
                    "Merge Request Hook", "jenkins-gitlab-plugin/MergeRequestEvent_alreadyBuiltMR"),
                ReviewEvent.class))
        .extracting(ReviewEvent::kind)
        .containsExactly(ReviewEventKind.REOPENED);
  }

  @Test
  void noteHooksOfThreeAges() throws UnmappableException {
    assertThat(
            members(
                event("Note Hook", "gitlab4j-webhook/note-merge-request-event"), ReviewEvent.class))
        .containsExactly(
            new ReviewEvent(
                id(7),
                "note:1244",
                ReviewEventKind.COMMENT,
                id(1),
                null,
                null,
                "56e2b4210419aed077d47ca2dc00551c7c4ac882",
                Instant.parse("2015-05-17T18:21:36Z")));
    assertThat(
            members(
                event("Note Hook", "jenkins-gitlab-plugin/ActionResolverTest_postNote"),
                ReviewEvent.class))
        .extracting(ReviewEvent::thread, ReviewEvent::at)
        .containsExactly(tuple(null, Instant.parse("2015-05-17T18:21:36Z")));
    assertThat(
            only(
                    event("Note Hook", "gitlab4j-webhook/note-merge-request-event"),
                    MergeRequest.class)
                .authorId())
        .isEqualTo(id(8));
  }

  @Test
  void pipelineHookCarriesItsJobs() throws UnmappableException {
    Mapped mapped = event("Pipeline Hook", "gitlab4j-webhook/pipeline-event");
    Pipeline pipeline = only(mapped, Pipeline.class);
    assertThat(pipeline.trigger()).isEqualTo("merge_request_event");
    assertThat(pipeline.durationSeconds()).isEqualTo(63.0);
    assertThat(versioned(mapped, Pipeline.class).version())
        .isEqualTo(Instant.parse("2016-08-12T15:26:29Z"));
    assertThat(
            mapped.snapshots().stream()
                .map(one -> one.snapshot())
                .filter(Job.class::isInstance)
                .map(Job.class::cast))
        .extracting(Job::id, Job::status)
        .contains(tuple(id(380), "skipped"), tuple(id(378), "failed"));
  }

  @Test
  void jobHooksSayNoReasonUnlessFailed() throws UnmappableException {
    Job job = only(event("Job Hook", "gitlab4j-webhook/build-event"), Job.class);
    assertThat(job.id()).isEqualTo(id(214655258));
    assertThat(job.status()).isEqualTo("running");
    assertThat(job.failureReason()).isNull();
    assertThat(only(event("Job Hook", "gitlab4j-webhook/job-event"), Job.class).id())
        .isEqualTo(id(1977));
  }

  @Test
  void deploymentHook() throws UnmappableException {
    Mapped mapped = event("Deployment Hook", "gitlab4j-webhook/deployment-event");
    Deployment deployment = only(mapped, Deployment.class);
    assertThat(deployment.finishedAt()).isEqualTo(Instant.parse("2021-04-28T19:50:00Z"));
    assertThat(deployment.sha()).isEqualTo("279484c09fbe69ededfced8c1bb6e6d24616b468");
    assertThat(deployment.tier()).isNull();
    assertThat(versioned(mapped, Deployment.class).complete()).isFalse();
  }

  @Test
  void systemHooks() throws UnmappableException {
    assertThat(
            only(
                event("System Hook", "gitlab4j-system-hook/user-system-hook-event"), Account.class))
        .isEqualTo(new Account(id(58), "new-exciting-name", "new-name", null, null, null));
    assertThat(
            only(
                    event("System Hook", "gitlab4j-system-hook/project-system-hook-event"),
                    Project.class)
                .path())
        .isEqualTo("jsmith/storecloud");
    assertThat(
            only(
                    event("System Hook", "gitlab4j-system-hook/merge-request-system-hook-event"),
                    MergeRequest.class)
                .state())
        .isEqualTo("opened");
  }

  private static Mapped page(String kind, String name) throws UnmappableException {
    byte[] body = Fixtures.bytes("gitlab/" + name + ".json");
    boolean listed = kind.endsWith("s") && body[0] == '{' && !kind.equals("merge_request_diffs");
    String text = new String(body, StandardCharsets.UTF_8);
    byte[] fed = listed ? ("[" + text + "]").getBytes(StandardCharsets.UTF_8) : body;
    return new GitLabMapper().map(Deliveries.poll(kind, fed), Deliveries.CONFIG);
  }

  private static Mapped event(String kind, String name) throws UnmappableException {
    byte[] body = Fixtures.bytes("gitlab/" + name + ".json");
    return new GitLabMapper().map(Deliveries.hook(kind, body), Deliveries.CONFIG);
  }
}
