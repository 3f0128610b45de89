package io.throughline.gate.init;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What Argo Rollouts, Kubernetes and Argo CD's notifications document of the kit's manifests. */
class DeploymentTemplatesTest {
  private static final String NAME = "s-4-2";

  private static JsonNode checkedRollout(String path) {
    List<JsonNode> documents = Yaml.documents(Kits.text(Kits.SERVICE, path));
    JsonNode rollout = documents.get(0);
    // https://argo-rollouts.readthedocs.io/en/stable/features/specification/
    assertThat(rollout.path("apiVersion").asText()).isEqualTo("argoproj.io/v1alpha1");
    assertThat(rollout.path("kind").asText()).isEqualTo("Rollout");
    assertThat(rollout.at("/metadata/name").asText()).isEqualTo(NAME);
    JsonNode annotations = rollout.at("/metadata/annotations");
    assertThat(annotations).allMatch(JsonNode::isTextual, "annotations are texts");
    assertThat(annotations.path("throughline.io/service").asText()).isEqualTo("4.2");
    JsonNode spec = rollout.path("spec");
    assertThat(Yaml.fields(spec))
        .containsExactlyInAnyOrder(
            "replicas",
            "revisionHistoryLimit",
            "progressDeadlineSeconds",
            "progressDeadlineAbort",
            "selector",
            "template",
            "strategy");
    JsonNode labels = spec.at("/template/metadata/labels");
    assertThat(labels).isNotEmpty().isEqualTo(spec.at("/selector/matchLabels"));
    JsonNode container = spec.at("/template/spec/containers/0");
    assertThat(Yaml.fields(container))
        .containsExactlyInAnyOrder("name", "image", "ports", "readinessProbe");
    String port = container.at("/ports/0/name").asText();
    assertThat(container.at("/readinessProbe/httpGet/port").asText()).isEqualTo(port);
    assertThat(spec.path("strategy")).hasSize(1);
    for (JsonNode service : documents.subList(1, documents.size())) {
      // https://kubernetes.io/docs/concepts/services-networking/service/
      assertThat(service.path("apiVersion").asText()).isEqualTo("v1");
      assertThat(service.path("kind").asText()).isEqualTo("Service");
      assertThat(service.at("/spec/selector")).isEqualTo(labels);
      assertThat(service.at("/spec/ports/0/targetPort").asText()).isEqualTo(port);
    }
    return spec.path("strategy");
  }

  private static Set<String> services(String path) {
    return Yaml.documents(Kits.text(Kits.SERVICE, path)).stream()
        .filter(node -> node.path("kind").asText().equals("Service"))
        .map(node -> node.at("/metadata/name").asText())
        .collect(Collectors.toSet());
  }

  /** https://argo-rollouts.readthedocs.io/en/stable/features/canary/ */
  @Test
  void aCanaryGetsMoreAndMore() {
    JsonNode canary = checkedRollout(".throughline/rollout-canary.yaml").path("canary");
    checkSteps(canary, Set.of("setWeight", "pause"));
    assertThat(services(".throughline/rollout-canary.yaml")).containsExactly(NAME);
  }

  private static void checkSteps(JsonNode canary, Set<String> kinds) {
    int before = 0;
    for (JsonNode step : canary.path("steps")) {
      assertThat(step).hasSize(1);
      assertThat(kinds).containsAll(Yaml.fields(step));
      if (step.has("setWeight")) {
        assertThat(step.path("setWeight").asInt()).isGreaterThan(before).isLessThanOrEqualTo(100);
        before = step.path("setWeight").asInt();
      }
      assertThat(step.at("/pause/duration").asText("1m")).matches("[0-9]+[smh]?");
    }
    assertThat(before).isPositive();
  }

  /** https://argo-rollouts.readthedocs.io/en/stable/analysis/newrelic/ */
  @Test
  void theAnalysisThatIsOfferedCanBeTaken() {
    String text = Kits.text(Kits.SERVICE, ".throughline/rollout-canary.yaml");
    int end = text.indexOf("# ---");
    int from = text.indexOf("# - analysis:");
    String open =
        text.substring(0, from)
            + text.substring(from, end).replaceAll("(?m)^( *)# ", "$1").replaceFirst("# ", "")
            + text.substring(end).replaceAll("(?m)^# ?", "");
    List<JsonNode> documents = Yaml.documents(open);
    checkSteps(
        documents.get(0).at("/spec/strategy/canary"), Set.of("setWeight", "pause", "analysis"));
    JsonNode analysis = documents.get(documents.size() - 1);
    assertThat(analysis.path("kind").asText()).isEqualTo("AnalysisTemplate");
    assertThat(documents.get(0).at("/spec/strategy/canary/steps").findValuesAsText("templateName"))
        .containsExactly(analysis.at("/metadata/name").asText());
    JsonNode metric = analysis.at("/spec/metrics/0");
    assertThat(metric.at("/provider/newRelic/query").asText())
        .startsWith("FROM Transaction SELECT ")
        .contains(" AS errors WHERE appName = '4.2' ");
    assertThat(metric.path("successCondition").asText()).contains("result.errors");
  }

  /** https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/ */
  @Test
  void blueAndGreenHaveAServiceEach() {
    String path = ".throughline/rollout-blue-green.yaml";
    JsonNode strategy = checkedRollout(path).path("blueGreen");
    assertThat(Yaml.fields(strategy))
        .containsExactlyInAnyOrder(
            "activeService", "previewService", "autoPromotionEnabled", "scaleDownDelaySeconds");
    assertThat(services(path))
        .containsExactlyInAnyOrder(
            strategy.path("activeService").asText(), strategy.path("previewService").asText());
  }

  /**
   * https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/services/webhook/ and
   * .../triggers/ and .../templates/
   */
  @Test
  void argoCdTellsOfEachDeploymentOnce() throws IOException {
    String text = Kits.text(Kits.SERVICE, ".throughline/argocd-notifications-cm.yaml");
    JsonNode map = Yaml.document(text);
    assertThat(map.path("apiVersion").asText()).isEqualTo("v1");
    assertThat(map.path("kind").asText()).isEqualTo("ConfigMap");
    assertThat(map.at("/metadata/name").asText()).isEqualTo("argocd-notifications-cm");
    Map<String, JsonNode> data =
        Yaml.fields(map.path("data")).stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    key -> Yaml.document(map.path("data").path(key).asText())));
    assertThat(data)
        .containsOnlyKeys(
            "service.webhook.throughline", "trigger.throughline", "template.throughline");
    JsonNode service = data.get("service.webhook.throughline");
    assertThat(Yaml.fields(service)).containsExactly("url", "headers");
    // Both stand in a Secret: whoever may read the map must not get them.
    assertThat(service.path("url").asText()).isEqualTo("$throughline-hook-url");
    assertThat(service.path("headers").findValuesAsText("name")).contains("X-Throughline-Token");
    assertThat(service.path("headers").findValuesAsText("value"))
        .contains("$throughline-hook-token");
    for (JsonNode condition : data.get("trigger.throughline")) {
      assertThat(Yaml.fields(condition)).isSubsetOf("description", "when", "oncePer", "send");
      assertThat(condition.path("when").asText()).isNotEmpty();
      assertThat(Yaml.texts(condition.path("send"))).containsExactly("throughline");
      boolean ofASync = condition.path("when").asText().contains("operationState");
      assertThat(condition.has("oncePer")).isEqualTo(ofASync);
    }
    JsonNode webhook = data.get("template.throughline").at("/webhook/throughline");
    assertThat(Yaml.fields(webhook)).containsExactly("method", "body");
    assertThat(webhook.path("method").asText()).isEqualTo("POST");
    checkBody(webhook.path("body").asText());
    assertThat(text).contains("notifications.argoproj.io/subscribe.throughline.throughline: \"\"");
  }

  /** As Go's text/template would leave it: all there, and nothing there but what has to be. */
  private static void checkBody(String body) throws IOException {
    ObjectMapper json = new ObjectMapper();
    String values =
        body.replaceAll("\\{\\{ toJson [$.a-zA-Z]+ }}", "7")
            .replaceAll("\\{\\{ if \\$i }}, \\{\\{ end }}", "")
            .replaceAll("\\{\\{ range \\$i, \\$h := [.a-zA-Z]+ }}", "");
    String full =
        values
            .replaceAll("\\{\\{ with [.a-zA-Z]+ }}", "")
            .replaceAll("\\{\\{ else }}null\\{\\{ end }}", "")
            .replace("{{ end }}", "");
    JsonNode all = json.readTree(full);
    assertThat(Yaml.fields(all))
        .contains("kind", "version", "name", "operation", "history", "images", "health", "sync")
        .contains("namespace", "controllerNamespace", "argocdUrl", "reconciledAt");
    assertThat(all.at("/operation/finishedAt").asInt()).isEqualTo(7);
    assertThat(all.at("/history/0/deployedAt").asInt()).isEqualTo(7);
    String bare =
        values
            .replaceAll("(?s)\\{\\{ with [.a-zA-Z]+ }}.*?\\{\\{ else }}null\\{\\{ end }}", "null")
            .replaceAll("(?s)\\[\\{.*?\\{\\{ end }}]", "[]");
    assertThat(json.readTree(bare).path("operation").isNull()).isTrue();
    assertThat(body).doesNotContain("initiatedBy", "annotations");
  }
}
