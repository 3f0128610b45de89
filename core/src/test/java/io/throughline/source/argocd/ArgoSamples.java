package io.throughline.source.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.GitopsSync;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.Snapshot;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applications and rollouts written by hand, and what is made of them. */
final class ArgoSamples {
  static final int SOURCE = 7;
  static final Instant SEEN = Instant.parse("2026-11-20T12:00:00Z");
  static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  /** An application that was synced to its second version two minutes ago and runs well. */
  static final String APPLICATION =
      """
      metadata:
        name: checkout
        namespace: argocd
        uid: 0b7f
        creationTimestamp: "2026-01-05T08:00:00Z"
        labels: { throughline.io/service: checkout }
        annotations: { throughline.io/environment: production }
      spec:
        project: shop
        destination: { name: prod-eu, namespace: checkout }
        source: { repoURL: "https://bot:s3cret@gitlab.acme.io/acme/gitops.git", path: checkout }
        syncPolicy: { automated: { selfHeal: true, prune: true } }
      status:
        controllerNamespace: argocd
        reconciledAt: "2026-11-20T11:59:00Z"
        sync: { status: Synced, revision: bbbb }
        health: { status: Healthy, lastTransitionTime: "2026-11-20T11:58:40Z" }
        summary: { images: ["acme/shop:2.0.0", "acme/proxy:1.0"] }
        resources:
          - { kind: Service, name: checkout, namespace: checkout, status: Synced, version: v1 }
        history:
          - { id: 3, revision: aaaa, deployStartedAt: "2026-11-18T09:00:00Z",
              deployedAt: "2026-11-18T09:00:20Z" }
          - { id: 4, revision: bbbb, deployStartedAt: "2026-11-20T11:58:00Z",
              deployedAt: "2026-11-20T11:58:20Z" }
        operationState:
          phase: Succeeded
          message: successfully synced
          startedAt: "2026-11-20T11:58:00Z"
          finishedAt: "2026-11-20T11:58:20Z"
          operation:
            initiatedBy: { automated: true }
            sync: { revision: bbbb }
          syncResult:
            revision: bbbb
            resources:
              - { kind: Deployment, name: checkout, status: Synced, message: "deployment.apps/checkout configured" }
              - { kind: Service, name: checkout, status: Synced, message: "service/checkout unchanged" }
      """;

  /** The second version of a canary, at its first pause. */
  static final String ROLLOUT =
      """
      metadata:
        name: checkout
        namespace: shop
        generation: 5
        creationTimestamp: "2026-01-05T08:00:00Z"
        annotations: { rollout.argoproj.io/revision: "2" }
      spec:
        replicas: 5
        strategy:
          canary:
            steps:
              - setWeight: 20
              - pause: {}
              - setWeight: 60
              - pause: { duration: 10m }
        template:
          metadata: { annotations: { org.opencontainers.image.revision: ABCDEF12 } }
          spec: { containers: [{ image: "acme/shop:2.0.0", name: shop }] }
      status:
        phase: Paused
        observedGeneration: "5"
        currentPodHash: new
        stableRS: old
        currentStepIndex: 1
        message: CanaryPauseStep
        pauseConditions: [{ reason: CanaryPauseStep, startTime: "2026-11-20T11:00:00Z" }]
        conditions:
          - { type: Completed, status: "False", lastTransitionTime: "2026-11-20T10:59:00Z" }
          - { type: Progressing, status: Unknown, reason: RolloutPaused,
              lastTransitionTime: "2026-11-20T11:00:00Z" }
      """;

  static final Map<String, String> ROLLOUT_CONTEXT =
      Map.of("app_namespace", "argocd", "app_name", "checkout", "rollout", "shop/checkout");

  private ArgoSamples() {}

  static ObjectNode yaml(String text) throws IOException {
    return (ObjectNode) YAML.readTree(text);
  }

  /** The object at a pointer, for a test to change. */
  static ObjectNode at(ObjectNode root, String pointer) {
    return (ObjectNode) root.at(pointer);
  }

  static JsonNode parse(String text) throws IOException {
    return YAML.readTree(text);
  }

  static Mapped application(JsonNode application, String... context)
      throws IOException, UnmappableException {
    return page("application", application, context(Map.of(), context));
  }

  static Mapped rollout(JsonNode rollout, String... context)
      throws IOException, UnmappableException {
    return page("rollout", manifest(rollout), context(ROLLOUT_CONTEXT, context));
  }

  static ObjectNode manifest(JsonNode object) throws IOException {
    return JSON.createObjectNode().put("manifest", JSON.writeValueAsString(object));
  }

  static Map<String, String> context(Map<String, String> first, String... more) {
    Map<String, String> context = new HashMap<>(first);
    context.put("taken_at", SEEN.toString());
    for (int i = 0; i < more.length; i += 2) {
      context.put(more[i], more[i + 1]);
    }
    return context;
  }

  static Mapped page(String kind, JsonNode body, Map<String, String> context)
      throws IOException, UnmappableException {
    return map(Channel.POLL, kind, context, JSON.writeValueAsBytes(body), List.of());
  }

  static Mapped hook(String body) throws UnmappableException {
    return map(
        Channel.WEBHOOK, "application", Map.of(), body.getBytes(StandardCharsets.UTF_8), List.of());
  }

  static Mapped map(
      Channel channel, String kind, Map<String, String> context, byte[] body, List<String> globs)
      throws UnmappableException {
    return map(channel, kind, context, body, globs, "");
  }

  private static Mapped map(
      Channel channel,
      String kind,
      Map<String, String> context,
      byte[] body,
      List<String> globs,
      String url)
      throws UnmappableException {
    return new ArgoCdMapper()
        .map(
            new Delivery(1, "argo", channel, kind, context, SEEN, body),
            new MappingContext(SOURCE, List.of(), List.of(), globs, Map.of(), url));
  }

  /** An application as an Argo CD at an address lists it. */
  static Mapped listedBy(String url, JsonNode body, Map<String, String> context)
      throws IOException, UnmappableException {
    return map(Channel.POLL, "application", context, JSON.writeValueAsBytes(body), List.of(), url);
  }

  static <S extends Snapshot> List<S> snapshots(Mapped mapped, Class<S> type) {
    return mapped.snapshots().stream()
        .map(v -> v.snapshot())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  static <S extends Snapshot> S only(Mapped mapped, Class<S> type) {
    List<S> all = snapshots(mapped, type);
    if (all.size() != 1) {
      throw new AssertionError("not one " + type.getSimpleName() + ": " + all);
    }
    return all.getFirst();
  }

  static List<GitopsSync> syncs(Mapped mapped) {
    return snapshots(mapped, GitopsSync.class);
  }

  static <M extends Member> List<M> members(Mapped mapped, Class<M> type) {
    return mapped.sets().stream()
        .filter(s -> s.type() == type)
        .map(FactSet::members)
        .flatMap(List::stream)
        .map(type::cast)
        .toList();
  }
}
