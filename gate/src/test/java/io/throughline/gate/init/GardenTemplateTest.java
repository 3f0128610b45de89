package io.throughline.gate.init;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * garden.yml against what Garden documents. Garden itself checks more, and needs a cluster to do
 * so.
 */
class GardenTemplateTest {
  private static final List<JsonNode> DOCUMENTS =
      Yaml.documents(Kits.text(Kits.SERVICE, "garden.yml"));
  private static final JsonNode PROJECT = DOCUMENTS.get(0);

  /** https://docs.garden.io/reference/action-types: the fields that all kinds share. */
  private static final Set<String> ACTION =
      Set.of(
          "kind",
          "type",
          "name",
          "description",
          "source",
          "dependencies",
          "include",
          "exclude",
          "timeout",
          "spec");

  /** The references of container Build, Deploy, Run and Test. */
  private static final Map<String, Set<String>> SPEC =
      Map.of(
          "Build", Set.of("dockerfile"),
          "Deploy", Set.of("image", "ports", "healthCheck"),
          "Run", Set.of("image", "command", "env", "cacheResult"),
          "Test", Set.of("image", "command", "env", "memory", "artifacts", "cacheResult"));

  private static final Pattern NAME = Pattern.compile("(?!garden)[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");

  private static Map<String, JsonNode> actions() {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (JsonNode node : DOCUMENTS.subList(1, DOCUMENTS.size())) {
      String kind = node.path("kind").asText();
      assertThat(SPEC).containsKey(kind);
      assertThat(Yaml.fields(node)).isSubsetOf(ACTION);
      assertThat(node.path("type").asText()).isEqualTo("container");
      String name = node.path("name").asText();
      assertThat(name).matches(NAME).hasSizeLessThan(64);
      assertThat(Yaml.fields(node.path("spec"))).as(name).isSubsetOf(SPEC.get(kind));
      assertThat(all.put(kind.toLowerCase(Locale.ROOT) + "." + name, node)).isNull();
    }
    return all;
  }

  /** https://docs.garden.io/reference/project-config */
  @Test
  void theProjectIsOfTheCurrentVersion() {
    assertThat(PROJECT.path("apiVersion").asText()).isEqualTo("garden.io/v2");
    assertThat(PROJECT.path("kind").asText()).isEqualTo("Project");
    assertThat(PROJECT.path("name").isTextual()).isTrue();
    assertThat(PROJECT.path("name").asText()).isEqualTo("s-4-2").matches(NAME);
    assertThat(Yaml.fields(PROJECT))
        .isSubsetOf(
            "apiVersion",
            "kind",
            "name",
            "defaultEnvironment",
            "environments",
            "providers",
            "variables");
    List<String> environments =
        PROJECT.path("environments").valueStream().map(e -> e.path("name").asText()).toList();
    assertThat(environments).contains(PROJECT.path("defaultEnvironment").asText(), "ci");
    for (JsonNode provider : PROJECT.path("providers")) {
      assertThat(environments).containsAll(Yaml.texts(provider.path("environments")));
    }
    // https://docs.garden.io/reference/providers/kubernetes
    JsonNode cluster = PROJECT.path("providers").path(1);
    assertThat(Yaml.fields(cluster))
        .containsExactly(
            "name", "environments", "context", "namespace", "buildMode", "deploymentRegistry");
    assertThat(cluster.path("buildMode").asText())
        .isIn("local-docker", "kaniko", "cluster-buildkit");
  }

  @Test
  void eachRunHasANamespaceOfItsOwn() {
    assertThat(PROJECT.at("/environments/1/defaultNamespace").asText())
        .contains("local.env.RUN_ID");
    assertThat(Kits.text(Kits.SERVICE, ".throughline/gitlab-ci-garden.yml"))
        .contains("RUN_ID: $CI_JOB_ID");
    assertThat(Kits.text(Kits.SERVICE, ".throughline/Jenkinsfile.garden")).contains("RUN_ID = ");
  }

  @Test
  void whatAnActionNeedsIsThereAndNothingTurnsInACircle() {
    Map<String, JsonNode> actions = actions();
    Map<String, Set<String>> open = new HashMap<>();
    actions.forEach(
        (id, node) -> {
          Set<String> needs = new HashSet<>(Yaml.texts(node.path("dependencies")));
          assertThat(actions.keySet()).as(id).containsAll(needs);
          open.put(id, needs);
        });
    while (!open.isEmpty()) {
      Set<String> ready = new HashSet<>();
      open.forEach(
          (id, needs) -> {
            if (needs.isEmpty()) {
              ready.add(id);
            }
          });
      assertThat(ready).as("one of these can be first: " + open).isNotEmpty();
      ready.forEach(open::remove);
      open.values().forEach(needs -> needs.removeAll(ready));
    }
  }

  /** https://docs.garden.io/reference/template-strings */
  @Test
  void everyTemplateStringMeansSomething() {
    Map<String, JsonNode> actions = actions();
    Set<String> variables = Yaml.fields(PROJECT.path("variables"));
    for (JsonNode document : DOCUMENTS) {
      for (JsonNode text : leaves(document)) {
        PLACE
            .matcher(text.asText())
            .results()
            .map(place -> place.group(1))
            .forEach(place -> checkPlace(place, variables, actions, document));
      }
    }
  }

  private static void checkPlace(
      String place, Set<String> variables, Map<String, JsonNode> actions, JsonNode document) {
    if (place.startsWith("var.")) {
      assertThat(variables).contains(place.substring("var.".length()));
    } else if (place.startsWith("actions.build.")) {
      String build = place.substring("actions.".length()).replace(".outputs.deploymentImageId", "");
      assertThat(actions).containsKey(build);
      assertThat(Yaml.texts(document.path("dependencies"))).contains(build);
    } else {
      assertThat(place)
          .matches(
              "project\\.name|environment\\.namespace"
                  + "|local\\.env\\.[A-Z_]+ \\|\\| (\"[a-z.-]+\"|kebabCase\\(local\\.username\\))");
    }
  }

  private static List<JsonNode> leaves(JsonNode node) {
    if (node.isValueNode()) {
      return List.of(node);
    }
    return node.valueStream().flatMap(child -> leaves(child).stream()).toList();
  }

  /**
   * https://docs.garden.io/reference/action-types/test/container: reports are copied from absolute
   * paths into .garden/artifacts, and only where a command is named. Garden wraps such a command
   * into a shell of its own, which would look into what it must not.
   */
  @Test
  void everyTestLeavesAReportAndIsNeverLeftOut() {
    List<JsonNode> tests =
        actions().values().stream().filter(a -> a.path("kind").asText().equals("Test")).toList();
    assertThat(tests.stream().map(t -> t.path("name").asText()))
        .containsExactly("functional", "load", "security");
    for (JsonNode test : tests) {
      JsonNode spec = test.path("spec");
      assertThat(Yaml.texts(test.path("dependencies"))).contains("deploy.app", "run.seed");
      assertThat(spec.path("cacheResult").asBoolean(true)).isFalse();
      assertThat(spec.path("command")).isNotEmpty();
      for (String part : Yaml.texts(spec.path("command"))) {
        assertThat(PLACE.matcher(part).replaceAll("")).doesNotContain("$", "`");
      }
      JsonNode artifact = spec.path("artifacts").path(0);
      assertThat(artifact.path("source").asText()).startsWith("/");
      assertThat(artifact.path("target").asText()).isEqualTo(test.path("name").asText());
      String all = spec.toString();
      String folder = artifact.path("source").asText().replace("*", "");
      assertThat(all.replace(artifact.path("source").asText(), ""))
          .contains(folder.substring(0, folder.length() - 1));
    }
    assertThat(actions().get("run.seed").at("/spec/cacheResult").asBoolean(true)).isFalse();
  }

  @Test
  void theFoldersOfBuildsAreThoseOfTheKit() {
    Set<String> files = Kits.of(Kits.SERVICE).keySet();
    assertThat(actions().get("build.load-test").at("/source/path").asText() + "/Dockerfile")
        .isIn(files);
    assertThat(actions().get("build.functional-tests").at("/spec/dockerfile").asText()).isIn(files);
  }
}
