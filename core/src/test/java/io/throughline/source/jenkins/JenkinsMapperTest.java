package io.throughline.source.jenkins;

import static io.throughline.source.jenkins.JenkinsSamples.ALONE;
import static io.throughline.source.jenkins.JenkinsSamples.branch;
import static io.throughline.source.jenkins.JenkinsSamples.hook;
import static io.throughline.source.jenkins.JenkinsSamples.page;
import static io.throughline.source.jenkins.JenkinsSamples.snapshots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.BuildReport;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.GateRun;
import io.throughline.model.fact.Job;
import io.throughline.model.fact.Pipeline;
import io.throughline.model.fact.Project;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.source.Refresh;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JenkinsMapperTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final String SHA = "385bbf9dd7bc367b9980f58a6c4489ba95cbb9a9";

  private static String build(int number, String result, String more) {
    return "{'_class':'org.jenkinsci.plugins.workflow.job.WorkflowRun','number':"
        + number
        + ",'url':'https://ci/x/"
        + number
        + "/','building':false,'result':"
        + (result == null ? "null" : "'" + result + "'")
        + ",'timestamp':"
        + START.toEpochMilli()
        + ",'duration':90500,'actions':[{},null"
        + more
        + "]}";
  }

  private static String checkout(String sha, String branch) {
    return ",{'lastBuiltRevision':{'SHA1':'"
        + sha
        + "','branch':[{'SHA1':'"
        + sha
        + "','name':'"
        + branch
        + "'}]},'remoteUrls':[]}";
  }

  private static Pipeline one(Map<String, String> context, String build)
      throws UnmappableException {
    return snapshots(page("build", context, build), Pipeline.class).getFirst();
  }

  @Test
  void aBuildIsARunOfAPipeline() throws Exception {
    Pipeline pipeline =
        one(
            branch("main"),
            build(
                12,
                "SUCCESS",
                checkout(SHA, "main")
                    + ",{'causes':[{'_class':'jenkins.branch.BranchEventCause'}]}"));
    assertThat(pipeline.projectId()).isEqualTo(JenkinsSamples.project("pay/shop"));
    assertThat(pipeline.ref()).isEqualTo("main");
    assertThat(pipeline.sha()).isEqualTo(SHA);
    assertThat(pipeline.status()).isEqualTo("success");
    assertThat(pipeline.trigger()).isEqualTo("push");
    assertThat(pipeline.startedAt()).isEqualTo(START);
    assertThat(pipeline.finishedAt()).isEqualTo(START.plusMillis(90_500));
    assertThat(pipeline.durationSeconds()).isEqualTo(90.5);
    assertThat(pipeline.webUrl()).isEqualTo("https://ci/x/12/");
  }

  @Test
  void whereItIsNotedABuildWasAskedForBeforeItBegan() throws Exception {
    assertThat(one(ALONE, build(1, "SUCCESS", "")).createdAt()).isEqualTo(START);
    String waited = ",{'queuingDurationMillis':4500}";
    assertThat(one(ALONE, build(1, "SUCCESS", waited)).createdAt())
        .isEqualTo(START.minusMillis(4_500));
    assertThat(one(ALONE, build(1, "SUCCESS", waited)).startedAt()).isEqualTo(START);
  }

  @Test
  void evidenceOfGatesBelongsToTheProject() throws Exception {
    Map<String, String> context = new HashMap<>(branch("main"));
    context.put("build", "http://ci/job/pay/job/shop/job/main/3/");
    context.put("finished_at", "2026-11-20T10:01:00Z");
    context.put("sha", SHA);
    context.put("ref", "main");
    Mapped mapped = page("gate_evidence", context, "{'version':1,'verdict':'pass','gates':[]}");
    assertThat(snapshots(mapped, GateRun.class))
        .singleElement()
        .extracting(GateRun::projectId, GateRun::sha, GateRun::ref, GateRun::build, GateRun::at)
        .containsExactly(
            JenkinsSamples.project("pay/shop"),
            SHA,
            "main",
            "http://ci/job/pay/job/shop/job/main/3/",
            Instant.parse("2026-11-20T10:01:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, success",
    "FAILURE, failed",
    "UNSTABLE, failed",
    "ABORTED, canceled",
    "NOT_BUILT, skipped"
  })
  void eachResultHasAWord(String result, String status) throws Exception {
    assertThat(one(ALONE, build(1, result, "")).status()).isEqualTo(status);
  }

  @Test
  void aResultThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> one(ALONE, build(1, "SPLENDID", "")))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("NOT_BUILT");
  }

  @Test
  void aRunningBuildHasNoEndAndLosesAgainstItself() throws Exception {
    String running = build(3, "FAILURE", "").replace("'building':false", "'building':true");
    Mapped first = page("build", branch("main"), running);
    Mapped then = page("build", branch("main"), build(3, "FAILURE", ""));
    Pipeline pipeline = snapshots(first, Pipeline.class).getFirst();
    assertThat(pipeline.status()).isEqualTo("running");
    assertThat(pipeline.finishedAt()).isNull();
    assertThat(pipeline.durationSeconds()).isNull();
    assertThat(snapshots(then, Pipeline.class).getFirst().id()).isEqualTo(pipeline.id());
    assertThat(then.snapshots().getFirst().version())
        .isAfter(first.snapshots().getFirst().version());
  }

  @Test
  void aNumberThatIsUsedAgainByANewJobIsAnotherBuild() throws Exception {
    String later =
        build(1, "SUCCESS", "")
            .replace("" + START.toEpochMilli(), "" + START.plusSeconds(60).toEpochMilli());
    assertThat(one(ALONE, later).id()).isNotEqualTo(one(ALONE, build(1, "SUCCESS", "")).id());
  }

  @Test
  void buildsOfBranchesAndChangesKeepTheirNames() throws Exception {
    assertThat(one(branch("feature%2Fnew-cart"), build(1, "SUCCESS", "")).ref())
        .isEqualTo("feature/new-cart");
    assertThat(one(branch("PR-7"), build(1, "SUCCESS", checkout(SHA, "feature/x"))).ref())
        .isEqualTo("PR-7");
  }

  @ParameterizedTest
  @CsvSource({
    "refs/remotes/origin1/test, test",
    "origin/master, master",
    "refs/heads/release/2, release/2",
    "feature/x, feature/x",
    "detached, "
  })
  void aBranchOfGitLosesItsRemote(String told, String ref) throws Exception {
    Pipeline pipeline = one(ALONE, build(1, "SUCCESS", checkout(SHA.toUpperCase(), told)));
    assertThat(pipeline.ref()).isEqualTo(ref);
    assertThat(pipeline.sha()).isEqualTo(SHA);
  }

  @Test
  void aSharedLibraryIsNotWhatWasBuilt() throws Exception {
    String library = "f6617799ff337984df0b80156995ddb87f60c0af";
    String both = checkout(library, "master") + checkout(SHA, "main");
    assertThat(one(branch("main"), build(1, "SUCCESS", both)).sha()).isEqualTo(SHA);
    assertThat(one(ALONE, build(1, "SUCCESS", checkout(SHA, "main") + checkout(library, "master"))))
        .extracting(Pipeline::sha, Pipeline::ref)
        .containsExactly(SHA, "main");
  }

  @Test
  void withoutACheckoutTheOnlyChangeTellsTheCommit() throws Exception {
    String sets = "{'items':[{'commitId':'" + SHA + "'}]}";
    String twice =
        build(1, "SUCCESS", "")
            .replace("'actions'", "'changeSets':[" + sets + "," + sets + "],'actions'");
    assertThat(one(ALONE, twice).sha()).isEqualTo(SHA);
    String svn = "{'items':[{'commitId':'4711'}]}";
    String freestyle =
        build(1, "SUCCESS", "").replace("'actions'", "'changeSet':" + svn + ",'actions'");
    assertThat(one(ALONE, freestyle).sha()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "hudson.triggers.TimerTrigger$TimerTriggerCause, schedule",
    "hudson.triggers.SCMTrigger$SCMTriggerCause, push",
    "jenkins.branch.BranchIndexingCause, push",
    "hudson.model.Cause$UserIdCause, manual",
    "hudson.model.Cause$UpstreamCause, upstream",
    "org.jenkinsci.plugins.workflow.cps.replay.ReplayCause, replay",
    "com.sonyericsson.rebuild.RebuildCause, rebuild",
    "com.acme.MoonPhaseCause, "
  })
  void whatStartedIt(String type, String trigger) throws Exception {
    // Who repeats a build is named beside the fact that it is repeated.
    String causes = ",{'causes':[{'_class':'com.acme.Other'},{'_class':'" + type + "'}]}";
    assertThat(one(ALONE, build(1, "SUCCESS", causes)).trigger()).isEqualTo(trigger);
  }

  @Test
  void testsAreCountedAsJenkinsCountsThem() throws Exception {
    Mapped mapped =
        page(
            "build",
            branch("main"),
            build(
                5,
                "UNSTABLE",
                ",{'totalCount':120,'failCount':3,'skipCount':7,'urlName':'testReport'}"));
    BuildReport report = snapshots(mapped, BuildReport.class).getFirst();
    assertThat(report.passed()).isEqualTo(110);
    assertThat(report.failed()).isEqualTo(3);
    assertThat(report.skipped()).isEqualTo(7);
    assertThat(report.kind()).isEqualTo("tests");
    assertThat(report.format()).isEqualTo("jenkins");
    assertThat(report.part()).isEqualTo("jenkins");
    assertThat(report.projectId()).isEqualTo(JenkinsSamples.project("pay/shop"));
    assertThat(report.ref()).isEqualTo("main");
    assertThat(report.at()).isEqualTo(START.plusMillis(90_500));
    assertThat(snapshots(page("build", ALONE, build(5, "SUCCESS", "")), BuildReport.class))
        .isEmpty();
  }

  @Test
  void moreFailuresThanTestsAreNotBelieved() {
    String lie = ",{'totalCount':2,'failCount':3,'skipCount':0,'urlName':'testReport'}";
    assertThatThrownBy(() -> page("build", ALONE, build(5, "UNSTABLE", lie)))
        .isInstanceOf(UnmappableException.class);
  }

  @Test
  void stagesAreJobsOfTheirBuild() throws Exception {
    Map<String, String> context = new HashMap<>(branch("main"));
    context.put("pipeline", "4711");
    String stages =
        "{'id':'2014-10-16_13-07-52','status':'PAUSED_PENDING_INPUT','endTimeMillis':0,'stages':["
            + stage("5", "Build", "SUCCESS", 30_000, 10_000)
            + ","
            + stage("8", "Test", "FAILED", 5_000, 0)
            + ","
            + stage("10", "Approve", "PAUSED_PENDING_INPUT", 7, 0)
            + ",{'id':'11','name':'Ship','status':'NOT_EXECUTED','startTimeMillis':0}]}";
    List<Job> jobs = snapshots(page("stages", context, stages), Job.class);
    assertThat(jobs).extracting(Job::name).containsExactly("Build", "Test", "Approve", "Ship");
    assertThat(jobs)
        .extracting(Job::status)
        .containsExactly("success", "failed", "manual", "skipped");
    assertThat(jobs).extracting(Job::durationSeconds).containsExactly(20.0, 5.0, null, null);
    assertThat(jobs.getFirst().finishedAt()).isEqualTo(START.plusSeconds(30));
    assertThat(jobs.getLast().startedAt()).isNull();
    assertThat(jobs).allMatch(j -> j.pipelineId() == FactId.of(JenkinsSamples.SOURCE, 4711));
    assertThat(jobs).extracting(Job::id).doesNotHaveDuplicates();
    assertThat(page("stages", context, "{'stages':[]}").ignored()).isNotNull();
  }

  private static String stage(String id, String name, String status, long lasted, long paused) {
    return "{'id':'%s','name':'%s','status':'%s','startTimeMillis':%d,'durationMillis':%d,'pauseDurationMillis':%d}"
        .formatted(id, name, status, START.toEpochMilli(), lasted, paused);
  }

  @Test
  void projectsAreJobsAndWhatHasAJobForEachBranch() throws Exception {
    String list =
        "{'jobs':[{'_class':'com.cloudbees.hudson.plugins.folder.Folder','name':'deep','jobs':[]},"
            + multibranch(
                "marked",
                "{'name':'main'},{'name':'dev%2Fnext','actions':[null,{'_class':"
                    + "'jenkins.scm.api.metadata.PrimaryInstanceMetadataAction'}]}")
            + ","
            + multibranch("usual", "{'name':'PR-1'},{'name':'master'},{'name':'main'}")
            + ","
            + multibranch("neither", "{'name':'PR-1'},{'name':'trunk'}")
            + ",{'_class':'com.cloudbees.tiger.plugins.palace.templates.DockerSlaveTemplate','name':'agent'}"
            + ",{'_class':'hudson.model.FreeStyleProject','name':'nightly','url':'http://ci/job/pay/job/nightly/'}]}";
    List<Project> projects = snapshots(page("jobs", Map.of("folder", "pay"), list), Project.class);
    assertThat(projects)
        .extracting(Project::path)
        .containsExactly("pay/marked", "pay/usual", "pay/neither", "pay/nightly");
    assertThat(projects)
        .extracting(Project::defaultBranch)
        .containsExactly("dev/next", "main", null, null);
    Mapped configured =
        JenkinsSamples.map(
            Channel.POLL,
            "jobs",
            Map.of("folder", "pay"),
            JenkinsSamples.json(list),
            Map.of("default_branch", "trunk"));
    assertThat(snapshots(configured, Project.class))
        .extracting(Project::defaultBranch)
        .containsExactly("dev/next", "trunk", "trunk", "trunk");
  }

  private static String multibranch(String name, String branches) {
    return "{'_class':'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject','name':'"
        + name
        + "','jobs':["
        + branches
        + "]}";
  }

  @Test
  void aJobThatStandsAloneHasTheDefaultBranchThatItBuilds() throws Exception {
    Mapped mapped = page("build", ALONE, build(1, "SUCCESS", checkout(SHA, "origin/master")));
    assertThat(snapshots(mapped, Project.class))
        .singleElement()
        .extracting(Project::defaultBranch)
        .isEqualTo("master");
    Mapped side = page("build", ALONE, build(1, "SUCCESS", checkout(SHA, "origin/side")));
    assertThat(snapshots(side, Project.class)).isEmpty();
  }

  @Test
  void oneBuildIsReadOnceHoweverOftenItIsTold() throws Exception {
    String hook =
        "{'name':'main','build':{'phase':'%s','number':8,'url':'job/pay/job/shop/job/a%%252Fb/8/',"
            + "'full_url':'https://ci/jenkins/job/pay/job/shop/job/a%%252Fb/8/'}}";
    for (String phase : List.of("STARTED", "COMPLETED", "FINALIZED")) {
      Mapped mapped = hook(hook.formatted(phase));
      assertThat(mapped.refreshes()).containsExactly(new Refresh("build", "pay/shop/a%2Fb", "8"));
      assertThat(mapped.snapshots()).isEmpty();
    }
    assertThat(hook(hook.formatted("QUEUED")).ignored()).contains("not begun");
    assertThatThrownBy(() -> hook(hook.formatted("DREAMT")))
        .isInstanceOf(UnmappableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "job/../8/",
    "job/%2e%2e/8/",
    "job/a%2Fb/8/",
    "job/a/job/b/",
    "job/%zz/8/",
    "https://evil.example/8/"
  })
  void anAddressThatLeadsElsewhereIsNone(String address) {
    assertThat(BuildAddress.parse(address)).isEmpty();
  }

  @Test
  void eventsInTheWordsOfCdEventsAreWishes() throws Exception {
    String event =
        "{'context':{'version':'0.4.1','id':'1','source':'/ci','type':'dev.cdevents.%s'},"
            + "'subject':{'id':'x','content':{'url':'https://ci/job/pay/job/ledger/31/'}}}";
    Refresh wish = new Refresh("build", "pay/ledger", "31");
    assertThat(hook(event.formatted("pipelinerun.finished.0.2.0")).refreshes())
        .containsExactly(wish);
    assertThat(hook(event.formatted("taskrun.started.0.3.0")).refreshes()).containsExactly(wish);
    assertThat(
            hook("{'specversion':'1.0','type':'dev.cdevents.pipelinerun.finished.0.2.0','data':"
                    + event.formatted("pipelinerun.finished.0.2.0")
                    + "}")
                .refreshes())
        .containsExactly(wish);
    assertThat(hook(event.formatted("service.deployed.0.2.0")).ignored())
        .contains("sources of deployments");
    assertThat(hook(event.formatted("ticket.closed.0.1.0")).ignored()).contains("not tracked");
    assertThat(hook(event.formatted("pipelinerun.queued.0.2.0")).ignored()).contains("not begun");
    assertThatThrownBy(() -> hook(event.formatted("x").replace("dev.cdevents.", "")))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("dev.cdevents");
  }

  @Test
  void theShapeOfThePluginIsUnderstoodAsWell() throws Exception {
    Mapped mapped =
        hook(
            "{'specversion':'0.3','id':'31','type':'dev.cdevents.taskrun.finished.0.1.0',"
                + "'taskname':'ledger','outcome':'success','pipelinerun':'{\\'url\\':\\'job/pay/job/ledger/31/\\'}'}");
    assertThat(mapped.refreshes()).containsExactly(new Refresh("build", "pay/ledger", "31"));
  }

  @Test
  void mappedTwiceItIsTheSame() throws Exception {
    String build = build(5, "UNSTABLE", checkout(SHA, "main"));
    assertThat(page("build", ALONE, build)).isEqualTo(page("build", ALONE, build));
  }
}
