package io.throughline.source.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.Pipeline;
import io.throughline.source.Channel;
import io.throughline.source.Feed;
import io.throughline.source.MemoryRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JenkinsFeedsTest {
  private static final String TRUNK = "/job/pay/job/shop/job/trunk";
  private static final String BRANCH = "/job/pay/job/shop/job/feature%252Fx";
  private static final String LEDGER = "/job/pay/job/ledger";
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final FakeJenkins jenkins = new FakeJenkins();

  private MemoryRun run(String feed) {
    return new MemoryRun(memory, feed, jenkins, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void read(Feed feed) throws SourceException, InterruptedException {
    feed.read(run(feed.id()));
  }

  private void readAll() throws SourceException, InterruptedException {
    read(new JobsFeed());
    read(new PipelinesFeed());
  }

  @BeforeEach
  void somethingWasBuilt() {
    jenkins.build(TRUNK, 3);
    jenkins.build(BRANCH, 2);
    jenkins.build(LEDGER, 1);
  }

  /** Ids of all builds in what was stored. */
  private Set<Long> builds() throws Exception {
    Set<Long> ids = new TreeSet<>();
    List<MemoryRun.Stored> pages = new ArrayList<>(memory.of("builds"));
    pages.addAll(memory.of("build"));
    for (MemoryRun.Stored page : pages) {
      JenkinsSamples.snapshots(
              JenkinsSamples.map(
                  Channel.POLL,
                  page.kind(),
                  page.context(),
                  page.body().getBytes(StandardCharsets.UTF_8),
                  Map.of()),
              Pipeline.class)
          .forEach(p -> ids.add(p.id()));
    }
    return ids;
  }

  private int asked(String piece) {
    return (int) jenkins.asked.stream().filter(path -> path.contains(piece)).count();
  }

  @Test
  void allBuildsOfAllBranchesAreReadWithTheirStages() throws Exception {
    readAll();
    assertThat(memory.cursors.get("jobs|known")).isEqualTo("J pay/ledger\nB pay/shop");
    assertThat(builds()).hasSize(6);
    assertThat(memory.of("stages")).hasSize(6);
    assertThat(memory.of("builds"))
        .extracting(p -> p.context().get("job"))
        .containsExactlyInAnyOrder("pay/shop/trunk", "pay/shop/feature%2Fx", "pay/ledger");
    assertThat(memory.completeUntil)
        .containsExactly(Map.entry("pipelines|", Instant.parse("2026-11-20T11:59:00Z")));
    assertThat(memory.notices).isEmpty();
  }

  @Test
  void whereNothingIsNewNothingIsAskedForButTheNewest() throws Exception {
    readAll();
    jenkins.asked.clear();
    int stored = memory.stored.size();
    readAll();
    assertThat(jenkins.asked).hasSize(4);
    assertThat(memory.stored).hasSize(stored);
    jenkins.build(TRUNK, 1);
    readAll();
    assertThat(builds()).hasSize(7);
    assertThat(memory.of("stages")).hasSize(7);
    assertThat(jenkins.asked)
        .anyMatch(path -> path.contains("allBuilds") && path.endsWith("{0,6}"));
  }

  @Test
  void aLongHistoryIsReadToItsBeginning() throws Exception {
    jenkins.build(TRUNK, 340);
    // While it is read, newer builds push the list down, and deleted ones pull it up.
    jenkins.afterBuilds = () -> jenkins.build(TRUNK, 1);
    readAll();
    assertThat(builds()).hasSizeGreaterThanOrEqualTo(346);
    jenkins.afterBuilds = () -> {};
    readAll();
    assertThat(builds()).hasSize(jenkins.jobs.get(TRUNK).size() + 3);
    assertThat(memory.of("stages").stream().map(p -> p.context().get("pipeline")))
        .doesNotHaveDuplicates()
        .hasSize(jenkins.jobs.get(TRUNK).size() + 3);
  }

  @Test
  void buildsThatAreDeletedWhileItReadsHideNoOther() throws Exception {
    jenkins.build(TRUNK, 340);
    jenkins.afterBuilds =
        () -> {
          for (int i = 0; i < 20; i++) {
            jenkins.jobs.get(TRUNK).pollLastEntry();
          }
          jenkins.afterBuilds = () -> {};
        };
    readAll();
    assertThat(builds()).hasSize(346);
  }

  @Test
  void aRunThatDiesGoesOnWhereItStopped() throws Exception {
    jenkins.build(TRUNK, 340);
    read(new JobsFeed());
    jenkins.failing.put("{190,", 503);
    assertThatThrownBy(() -> read(new PipelinesFeed())).hasMessageContaining("503");
    assertThat(memory.completeUntil).isEmpty();
    jenkins.failing.clear();
    jenkins.build(TRUNK, 2);
    jenkins.asked.clear();
    read(new PipelinesFeed());
    assertThat(builds()).hasSize(348);
    assertThat(jenkins.asked).noneMatch(path -> path.contains("{95,"));
    assertThat(memory.of("stages").stream().map(p -> p.context().get("pipeline")).distinct())
        .hasSize(348);
  }

  @Test
  void aBuildThatRunsIsAskedForUntilItEnds() throws Exception {
    jenkins.jobs.get(TRUNK).get(3).building = true;
    readAll();
    assertThat(memory.of("build")).isEmpty();
    readAll();
    jenkins.jobs.get(TRUNK).get(3).building = false;
    readAll();
    readAll();
    assertThat(memory.of("build")).hasSize(2);
    assertThat(memory.of("build").getLast().body()).contains("SUCCESS");
    assertThat(builds()).hasSize(6);
  }

  @Test
  void aJobThatIsMadeAnewIsReadFromItsFirstBuildOn() throws Exception {
    readAll();
    jenkins.jobs.get(TRUNK).clear();
    jenkins.jobs.get(TRUNK).put(1, new FakeJenkins.Build(Instant.parse("2026-11-19T00:00:00Z")));
    readAll();
    assertThat(builds()).hasSize(7);
  }

  @Test
  void withoutThePluginForStagesBuildsAreReadAllTheSame() throws Exception {
    jenkins.stages = false;
    readAll();
    assertThat(builds()).hasSize(6);
    assertThat(memory.of("stages")).isEmpty();
    assertThat(memory.notices.get("pipelines|stages")).contains("Pipeline: REST API");
  }

  @Test
  void evidenceOfGatesIsTakenFromTheArtifacts() throws Exception {
    jenkins.jobs.get(TRUNK).get(3).artifact = ".throughline/results/gates.json";
    jenkins.jobs.get(TRUNK).get(2).artifact = "a/../../../gates.json";
    jenkins.jobs.get(BRANCH).get(2).artifact = "my reports/100%/gates.json";
    jenkins.jobs.get(BRANCH).get(1).artifact = "other-gates.json";
    readAll();
    assertThat(memory.of("gate_evidence")).hasSize(2);
    assertThat(memory.of("gate_evidence"))
        .extracting(p -> p.context().get("artifact"))
        .containsExactlyInAnyOrder(".throughline/results/gates.json", "my reports/100%/gates.json");
    assertThat(memory.of("gate_evidence"))
        .anySatisfy(
            p ->
                assertThat(p.context())
                    .containsEntry("number", "3")
                    .containsEntry("ref", "trunk")
                    .containsEntry("build", "http://ci/job/pay/job/shop/job/trunk/3/")
                    .containsEntry("finished_at", "2026-11-01T13:01:00Z")
                    .containsEntry("project", "pay/shop"));
    assertThat(jenkins.asked).noneMatch(path -> path.contains(".."));
  }

  @Test
  void aProjectThatIsClosedDoesNotStopTheOthers() throws Exception {
    read(new JobsFeed());
    jenkins.failing.put("/job/ledger/", 403);
    read(new PipelinesFeed());
    assertThat(builds()).hasSize(5);
    assertThat(memory.notices.get("pipelines|pay/ledger")).contains("pay/ledger", "403");
    assertThat(memory.completeUntil).as("not all was read").isEmpty();
  }

  @Test
  void aJobThatIsGoneIsToldOnce() throws Exception {
    readAll();
    jenkins.ledgerListed = false;
    readAll();
    readAll();
    assertThat(memory.of("job_gone"))
        .singleElement()
        .satisfies(p -> assertThat(p.context()).containsEntry("project", "pay/ledger"));
  }

  @Test
  void onlyWhatIsNamedIsRead() throws Exception {
    memory.settings.put("projects", "pay/ledger, elsewhere");
    readAll();
    assertThat(memory.cursors.get("jobs|known")).isEqualTo("J pay/ledger");
    assertThat(asked("/job/shop/")).isZero();
    memory.settings.put("projects", "nothing");
    memory.cursors.clear();
    read(new JobsFeed());
    assertThat(memory.notices.get("jobs|")).contains("no job");
  }

  @Test
  void aBuildThatAWebhookNamesIsReadAtOnceIfItsJobIsRead() throws Exception {
    read(new JobsFeed());
    PipelinesFeed feed = new PipelinesFeed();
    assertThat(feed.refresh(run("pipelines"), new Refresh("build", "pay/shop/trunk", "2")))
        .isTrue();
    assertThat(memory.of("build"))
        .singleElement()
        .satisfies(p -> assertThat(p.context()).containsEntry("job", "pay/shop/trunk"));
    assertThat(memory.of("stages")).hasSize(1);
    jenkins.asked.clear();
    for (String job : List.of("other/job", "pay/shop/../..", "pay/shop", "pay/ledger/deeper")) {
      assertThat(feed.refresh(run("pipelines"), new Refresh("build", job, "2"))).isTrue();
    }
    assertThat(feed.refresh(run("pipelines"), new Refresh("build", "pay/ledger", "../x"))).isTrue();
    assertThat(feed.refresh(run("pipelines"), new Refresh("pipeline", "1", "2"))).isFalse();
    assertThat(jenkins.asked).isEmpty();
  }

  @Test
  void theCheckNamesTheVersionAndTheUserGoesWithTheToken() throws Exception {
    assertThat(JenkinsSystem.create().check(jenkins))
        .isEqualTo("Jenkins 2.516.1 answers and lets the token read.");
    assertThat(JenkinsSystem.create().authentication("t0k", Map.of("user", "ada")).headers())
        .containsEntry("Authorization", "Basic YWRhOnQwaw==");
    assertThat(JenkinsSystem.create().projectLink("https://ci", "pay/shop"))
        .isEqualTo("https://ci/job/pay/job/shop/");
  }
}
