package io.throughline.source.argocd;

import static io.throughline.source.argocd.ArgoSamples.at;
import static io.throughline.source.argocd.ArgoSamples.members;
import static io.throughline.source.argocd.ArgoSamples.only;
import static io.throughline.source.argocd.ArgoSamples.parse;
import static io.throughline.source.argocd.ArgoSamples.rollout;
import static io.throughline.source.argocd.ArgoSamples.snapshots;
import static io.throughline.source.argocd.ArgoSamples.syncs;
import static io.throughline.source.argocd.ArgoSamples.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.model.fact.AnalysisRun;
import io.throughline.model.fact.GitopsSync;
import io.throughline.model.fact.Rollout;
import io.throughline.model.fact.RolloutPause;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RolloutMapperTest {
  private static final String PAUSE =
      "shop/checkout revision 2\t2026-11-20T11:00:00Z\tCanaryPauseStep\t1\ttrue";

  private static final String RUN =
      """
      metadata:
        name: checkout-new-2-1
        namespace: shop
        annotations: { rollout.argoproj.io/revision: "2" }
        labels: { step-index: "1", rollouts-pod-template-hash: new }
      status:
        phase: Failed
        message: Metric "error-rate" assessed Failed
        startedAt: "2026-11-20T11:01:00Z"
        completedAt: "2026-11-20T11:05:00Z"
        metricResults:
          - { name: error-rate, phase: Failed }
          - { name: latency, phase: Successful }
      """;

  private ObjectNode object = ArgoSamples.JSON.createObjectNode();

  @BeforeEach
  void sample() throws Exception {
    object = yaml(ArgoSamples.ROLLOUT);
  }

  private ObjectNode status() {
    return at(object, "/status");
  }

  private Rollout told() throws Exception {
    return only(rollout(object), Rollout.class);
  }

  @Test
  void aCanaryAtAPause() throws Exception {
    Rollout told = told();
    assertThat(told.name()).isEqualTo("checkout");
    assertThat(told.revision()).isEqualTo(2);
    assertThat(told.strategy()).isEqualTo("canary");
    assertThat(told.steps()).isEqualTo(4);
    assertThat(told.step()).isEqualTo(1);
    assertThat(told.analysed()).isFalse();
    assertThat(told.image()).isEqualTo("acme/shop:2.0.0");
    assertThat(told.podHash()).isEqualTo("new");
    assertThat(told.phase()).isEqualTo("paused");
    assertThat(told.aborted()).isFalse();
    assertThat(told.abortedAt()).isNull();
    assertThat(told.startedAt()).isEqualTo(Instant.parse("2026-11-20T10:59:00Z"));
    assertThat(told.completedAt()).isNull();
    assertThat(told.message()).isEqualTo("CanaryPauseStep");
    assertThat(told.seenAt()).isEqualTo(ArgoSamples.SEEN);
  }

  @Test
  void eachVersionIsARolloutOfItsOwn() throws Exception {
    long second = told().id();
    at(object, "/metadata/annotations").put("rollout.argoproj.io/revision", "3");
    assertThat(told().id()).isNotEqualTo(second);
    at(object, "/metadata").remove("annotations");
    long pods = told().id();
    status().put("currentPodHash", "newer");
    assertThat(told().id()).as("an old controller counts none").isNotEqualTo(pods);
  }

  @Test
  void aVersionThatServesAll() throws Exception {
    status().put("phase", "Healthy").put("currentStepIndex", 4).put("stableRS", "new");
    status().remove("pauseConditions");
    status()
        .set(
            "conditions",
            parse(
                "[{ type: Completed, status: 'True', lastTransitionTime: '2026-11-20T11:30:00Z' }]"));
    assertThat(told().phase()).isEqualTo("healthy");
    assertThat(told().completedAt()).isEqualTo(Instant.parse("2026-11-20T11:30:00Z"));
    assertThat(told().startedAt()).as("it is told only while it goes on").isNull();
  }

  @Test
  void aVersionThatWasGivenUp() throws Exception {
    status().put("phase", "Degraded").put("abort", true).put("abortedAt", "2026-11-20T11:06:00Z");
    assertThat(told().aborted()).isTrue();
    assertThat(told().abortedAt()).isEqualTo(Instant.parse("2026-11-20T11:06:00Z"));
    assertThat(told().phase()).isEqualTo("degraded");
  }

  @Test
  void anAnalysisIsFoundWhereverItStands() throws Exception {
    for (String strategy :
        List.of(
            "{ canary: { analysis: {}, steps: [ { setWeight: 1 } ] } }",
            "{ canary: { steps: [ { analysis: { templates: [] } } ] } }",
            "{ canary: { steps: [ { experiment: { analyses: [ { name: a } ] } } ] } }",
            "{ blueGreen: { prePromotionAnalysis: {} } }",
            "{ blueGreen: { postPromotionAnalysis: {} } }")) {
      at(object, "/spec").set("strategy", parse(strategy));
      assertThat(told().analysed()).as(strategy).isTrue();
    }
    at(object, "/spec").set("strategy", parse("{ blueGreen: { activeService: a } }"));
    assertThat(told().analysed()).isFalse();
    assertThat(told().steps()).isNull();
    assertThat(told().step()).isNull();
    at(object, "/spec").set("strategy", parse("{ canary: { maxSurge: 1 } }"));
    assertThat(told().strategy()).isEqualTo("none");
    assertThat(told().steps()).isZero();
  }

  @Test
  void aPauseThatGoesOn() throws Exception {
    RolloutPause pause = members(rollout(object), RolloutPause.class).getFirst();
    assertThat(pause.rolloutId()).isEqualTo(told().id());
    assertThat(pause.key()).isEqualTo("2026-11-20T11:00:00Z CanaryPauseStep");
    assertThat(pause.step()).isEqualTo(1);
    assertThat(pause.forPerson()).isTrue();
    assertThat(pause.endedAt()).isNull();
    status().put("currentStepIndex", 3);
    assertThat(members(rollout(object), RolloutPause.class).getFirst().forPerson())
        .as("it goes on after ten minutes")
        .isFalse();
  }

  @Test
  void whoWaitsForWhom() throws Exception {
    status()
        .set(
            "pauseConditions",
            parse("[{ reason: BlueGreenPause, startTime: '2026-11-20T11:00:00Z' }]"));
    for (Map.Entry<String, Boolean> one :
        Map.of(
                "{ autoPromotionEnabled: false }", true,
                "{ autoPromotionEnabled: false, autoPromotionSeconds: 60 }", false,
                "{ activeService: a }", false)
            .entrySet()) {
      at(object, "/spec/strategy").set("blueGreen", parse(one.getKey()));
      RolloutPause pause = members(rollout(object), RolloutPause.class).getFirst();
      assertThat(pause.forPerson()).as(one.getKey()).isEqualTo(one.getValue());
      assertThat(pause.step()).isNull();
    }
    status()
        .set(
            "pauseConditions",
            parse("[{ reason: InconclusiveAnalysisRun, startTime: '2026-11-20T11:00:00Z' }]"));
    assertThat(members(rollout(object), RolloutPause.class).getFirst().forPerson()).isTrue();
  }

  @Test
  void aPauseEndsWhenItIsNotThereAnyMore() throws Exception {
    String key = members(rollout(object), RolloutPause.class).getFirst().key();
    long id = told().id();
    status().remove("pauseConditions");
    status().put("phase", "Progressing").put("currentStepIndex", 2);
    status()
        .set(
            "conditions",
            parse(
                "[{ type: Paused, status: 'False', lastTransitionTime: '2026-11-20T11:20:00Z' }]"));
    RolloutPause ended =
        members(rollout(object, "paused_before", PAUSE), RolloutPause.class).getFirst();
    assertThat(ended.rolloutId()).isEqualTo(id);
    assertThat(ended.key()).isEqualTo(key);
    assertThat(ended.step()).isEqualTo(1);
    assertThat(ended.forPerson()).isTrue();
    assertThat(ended.endedAt()).isEqualTo(Instant.parse("2026-11-20T11:20:00Z"));
    status().put("abort", true).put("abortedAt", "2026-11-20T11:15:00Z");
    assertThat(members(rollout(object, "paused_before", PAUSE), RolloutPause.class))
        .extracting(RolloutPause::endedAt)
        .containsExactly(Instant.parse("2026-11-20T11:15:00Z"));
  }

  @Test
  void aPauseThatANewVersionEndedEndsWhenThatIsSeen() throws Exception {
    long second = told().id();
    status().remove("pauseConditions");
    at(object, "/metadata/annotations").put("rollout.argoproj.io/revision", "3");
    RolloutPause ended =
        members(rollout(object, "paused_before", PAUSE), RolloutPause.class).getFirst();
    assertThat(ended.rolloutId()).isEqualTo(second);
    assertThat(ended.endedAt()).isEqualTo(ArgoSamples.SEEN);
  }

  @Test
  void whatIsRememberedOfPausesIsReadBack() throws Exception {
    List<Pause> pauses = Pause.of(Times.WRITTEN, asValue());
    assertThat(Pause.format(pauses)).isEqualTo(PAUSE);
    assertThat(Pause.parse(PAUSE)).isEqualTo(pauses);
    assertThatThrownBy(() -> Pause.parse("nonsense")).isInstanceOf(UnmappableException.class);
  }

  private io.throughline.source.json.JsonValue asValue() throws Exception {
    return io.throughline.source.json.StrictJson.read(ArgoSamples.JSON.writeValueAsBytes(object));
  }

  @Test
  void whatTheControllerHasNotSeenIsNotTold() throws Exception {
    at(object, "/metadata").put("generation", 6);
    assertThat(snapshots(rollout(object), Rollout.class)).isEmpty();
    object.remove("status");
    assertThat(snapshots(rollout(object), Rollout.class)).isEmpty();
  }

  @Test
  void theCommitThatThePodsNameIsOfTheSync() throws Exception {
    GitopsSync sync =
        only(rollout(object, "sync_started", "2026-11-20T11:58:00Z"), GitopsSync.class);
    assertThat(sync.appSha()).isEqualTo("abcdef12");
    assertThat(sync.phase()).as("not told").isNull();
    assertThat(sync.id())
        .isEqualTo(syncs(ArgoSamples.application(yaml(ArgoSamples.APPLICATION))).getLast().id());
    assertThat(syncs(rollout(object))).as("it is not known of which").isEmpty();
  }

  private Mapped run(ObjectNode run) throws Exception {
    return ArgoSamples.page(
        "analysis_run",
        ArgoSamples.manifest(run),
        ArgoSamples.context(ArgoSamples.ROLLOUT_CONTEXT));
  }

  @Test
  void anAnalysisRunIsOfTheVersionThatItNames() throws Exception {
    AnalysisRun run = members(run(yaml(RUN)), AnalysisRun.class).getFirst();
    assertThat(run.rolloutId()).isEqualTo(told().id());
    assertThat(run.key()).isEqualTo("checkout-new-2-1");
    assertThat(run.phase()).isEqualTo("failed");
    assertThat(run.step()).isEqualTo(1);
    assertThat(run.startedAt()).isEqualTo(Instant.parse("2026-11-20T11:01:00Z"));
    assertThat(run.finishedAt()).isEqualTo(Instant.parse("2026-11-20T11:05:00Z"));
    assertThat(run.metrics()).isEqualTo("error-rate");
    assertThat(run.message()).contains("assessed Failed");
    ObjectNode byHand = yaml(RUN);
    at(byHand, "/metadata").remove("annotations");
    at(byHand, "/metadata").remove("labels");
    assertThat(run(byHand).ignored()).isNotNull();
  }

  @Test
  void theSameIsMappedToTheSameAndUnknownFieldsAreIgnored() throws Exception {
    Mapped first = rollout(object);
    object.put("future", 1);
    status().set("future", parse("[ { a: 1 } ]"));
    assertThat(rollout(object)).isEqualTo(first);
  }

  @Test
  void aManifestThatIsNoneIsRefused() {
    assertThatThrownBy(
            () ->
                ArgoSamples.page(
                    "rollout",
                    ArgoSamples.JSON.createObjectNode().put("manifest", "{"),
                    ArgoSamples.context(ArgoSamples.ROLLOUT_CONTEXT)))
        .isInstanceOf(UnmappableException.class);
    assertThatThrownBy(
            () ->
                ArgoSamples.page(
                    "rollout",
                    ArgoSamples.JSON.createObjectNode(),
                    ArgoSamples.context(ArgoSamples.ROLLOUT_CONTEXT)))
        .isInstanceOfSatisfying(
            UnmappableException.class, e -> assertThat(e.pointer()).isEqualTo("/manifest"));
  }
}
