package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.time.Grain;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import io.throughline.source.jenkins.JenkinsMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which builds of a Jenkins count, from its answers to readings. */
final class JenkinsBuildsTest {
  private static final Scope PAY = new Scope.OfTeam("pay");
  private static final Instant MORNING = FactWorld.at("2026-05-04T10:00");

  @TempDir Path folder;

  private static Reading may(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(metric, PAY, day("2026-05-01"), day("2026-06-01"), Grain.TOTAL, null))
        .getFirst();
  }

  private static void told(FactWorld world, String kind, Map<String, String> context, String body)
      throws UnmappableException {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    world.tell(
        new JenkinsMapper()
            .map(
                new Delivery(1, "jk", Channel.POLL, kind, context, FactWorld.NOW, bytes),
                new MappingContext(4, List.of(), List.of(), List.of(), Map.of())));
  }

  private static void project(FactWorld world) throws UnmappableException {
    told(
        world,
        "jobs",
        Map.of("folder", "pay"),
        "{'jobs':[{'_class':'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject',"
            + "'name':'shop','jobs':[{'name':'PR-7'},{'name':'main','actions':[{},{'_class':"
            + "'jenkins.scm.api.metadata.PrimaryInstanceMetadataAction'}]}]}]}");
  }

  private static void build(
      FactWorld world, String job, int number, String result, int minutes, String cause)
      throws UnmappableException {
    boolean running = result.isEmpty();
    told(
        world,
        "builds",
        Map.of("project", "pay/shop", "job", "pay/shop/" + job),
        "{'allBuilds':[{'number':%d,'url':'https://ci.example/job/pay/job/shop/job/%s/%d/','building':%s,'result':%s,'timestamp':%d,'duration':%d,'actions':[{'causes':[{'_class':'%s'}]}]}]}"
            .formatted(
                number,
                job,
                number,
                running,
                running ? "null" : "'" + result + "'",
                MORNING.plusSeconds(3600L * number).toEpochMilli(),
                running ? 0 : minutes * 60_000,
                cause));
  }

  private static void history(FactWorld world) throws UnmappableException {
    String push = "jenkins.branch.BranchEventCause";
    project(world);
    build(world, "main", 1, "FAILURE", 10, push);
    build(world, "main", 2, "SUCCESS", 12, "com.sonyericsson.rebuild.RebuildCause");
    build(world, "main", 3, "UNSTABLE", 20, push);
    build(world, "main", 4, "ABORTED", 1, push);
    build(world, "main", 5, "NOT_BUILT", 1, push);
    build(world, "main", 6, "", 0, push);
    build(world, "PR-7", 1, "FAILURE", 90, push);
    build(world, "PR-7", 2, "SUCCESS", 95, push);
  }

  private static void asGolden(Readings readings) {
    Reading duration = may(readings, "pipeline_duration");
    assertThat(duration.n()).as("failed, rebuilt, unstable").isEqualTo(3);
    assertThat(duration.value()).isEqualTo(12);
    assertThat(duration.p90()).isCloseTo(18.4, within(1e-9));
    Reading success = may(readings, "pipeline_success");
    assertThat(success.numerator()).isEqualTo(1);
    assertThat(success.denominator()).isEqualTo(3);
  }

  @Test
  void onlyWhatEndedOnTheDefaultBranchCountsAndARebuildCountsAsWell() throws Exception {
    try (FactWorld world = new FactWorld(folder)) {
      world.jenkins();
      history(world);
      asGolden(world.readings());
    }
  }

  @Test
  void anItemIsCalledByTheNumberThatPeopleKnow() throws Exception {
    try (FactWorld world = new FactWorld(folder)) {
      world.jenkins();
      history(world);
      assertThat(
              world
                  .readings()
                  .observations(
                      new ReadingQuery(
                          "pipeline_success",
                          PAY,
                          day("2026-05-01"),
                          day("2026-06-01"),
                          Grain.TOTAL,
                          null),
                      null,
                      10)
                  .items())
          .extracting(Observation::title)
          .containsExactlyInAnyOrder("shop #1 main", "shop #2 main", "shop #3 main");
    }
  }

  @Test
  void builtTwiceToldOrInAnyOrderItIsTheSame() throws Exception {
    try (FactWorld world = new FactWorld(folder)) {
      world.jenkins();
      // The same build while it ran, told again after it had ended: a look that came late.
      history(world);
      build(world, "main", 3, "", 0, "jenkins.branch.BranchEventCause");
      history(world);
      world.shuffled(new Random(7));
      asGolden(world.readings());
    }
  }

  @Test
  void withoutABuildThereIsNoNumber() throws Exception {
    try (FactWorld world = new FactWorld(folder)) {
      world.jenkins();
      project(world);
      build(world, "PR-7", 1, "SUCCESS", 9, "jenkins.branch.BranchEventCause");
      Readings readings = world.readings();
      assertThat(may(readings, "pipeline_duration").value()).isNull();
      assertThat(may(readings, "pipeline_success").value()).isNull();
    }
  }
}
