package io.throughline.gate.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.config.ConfigException;
import io.throughline.config.GatesReader;
import io.throughline.gate.Build;
import io.throughline.gate.GateRule;
import io.throughline.gate.GateRules;
import io.throughline.gate.init.Answers.Ci;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Which files there are, and those that need no tool to be judged. */
class KitTest {
  private static final Build ANY = new Build(null, "", null, null, null);

  @Test
  void aServiceGetsAllAndALibraryOnlyWhatItNeeds() {
    assertThat(Kits.of(Kits.SERVICE).keySet())
        .containsExactlyInAnyOrder(
            "gates.yaml",
            "garden.yml",
            ".throughline/gitlab-ci.yml",
            ".throughline/gitlab-ci-garden.yml",
            ".throughline/Jenkinsfile.gates",
            ".throughline/Jenkinsfile.garden",
            ".throughline/functional/Dockerfile",
            ".throughline/load/Dockerfile",
            ".throughline/load/plan.jmx",
            ".throughline/rollout-canary.yaml",
            ".throughline/rollout-blue-green.yaml",
            ".throughline/argocd-notifications-cm.yaml",
            ".throughline/sonarqube-webhook.sh");
    assertThat(Kits.of(Kits.LIBRARY).keySet())
        .containsExactlyInAnyOrder(
            "gates.yaml",
            ".throughline/gitlab-ci.yml",
            ".throughline/Jenkinsfile.gates",
            ".throughline/sonarqube-webhook.sh");
    Answers gitlab = new Answers("a", Answers.SERVICE, "b", Set.of(Ci.GITLAB));
    assertThat(Kits.of(gitlab).keySet()).noneMatch(path -> path.contains("Jenkins"));
    Answers jenkins = new Answers("a", Answers.SERVICE, "b", Set.of(Ci.JENKINS));
    assertThat(Kits.of(jenkins).keySet()).noneMatch(path -> path.contains("gitlab"));
  }

  @Test
  void everyFileIsFilledInAndEndsWithALine() {
    for (Answers answers : List.of(Kits.SERVICE, Kits.LIBRARY)) {
      for (KitFile file : Kit.files(answers)) {
        assertThat(file.text()).as(file.path()).endsWith("\n").doesNotContain("\t", "\r");
        assertThat(Pattern.compile("\\{\\{[a-z]").matcher(file.text()).find())
            .as(file.path())
            .isFalse();
        assertThat(file.runs()).isEqualTo(file.path().endsWith(".sh"));
      }
    }
  }

  @Test
  void theRulesAreReadAsTheyWereAskedFor() throws ConfigException {
    for (Answers answers : List.of(Kits.SERVICE, Kits.LIBRARY)) {
      GateRules rules = read(Kits.text(answers, "gates.yaml"));
      assertThat(rules.build())
          .isEqualTo(new Build(answers.service(), answers.kind(), answers.team(), null, null));
      // Nothing of the rules that ship is changed by somebody who only begins.
      assertThat(rules.gates())
          .isEqualTo(
              GatesReader.shipped(new Build(null, answers.kind(), null, null, null)).gates());
    }
  }

  /** Examples that nobody can use would be worse than none. */
  @Test
  void theExamplesAmongTheRulesCanBeUsed() throws ConfigException {
    GateRules service = read(uncommented(Kits.text(Kits.SERVICE, "gates.yaml")));
    assertThat(gate(service, "load-test").conditions()).hasSize(4);
    assertThat(gate(service, "static-analysis").waivers()).hasSize(1);
    assertThat(gate(service, "unit-test").conditions()).hasSize(3);
    GateRules library = read(uncommented(Kits.text(Kits.LIBRARY, "gates.yaml")));
    assertThat(gate(library, "functional-test").reports())
        .containsExactly("**/failsafe-reports/*.xml");
  }

  private static GateRule gate(GateRules rules, String id) {
    return rules.gates().stream().filter(gate -> gate.id().equals(id)).findFirst().orElseThrow();
  }

  private static GateRules read(String text) throws ConfigException {
    return GatesReader.read("gates.yaml", text.getBytes(StandardCharsets.UTF_8), ANY);
  }

  private static String uncommented(String text) {
    int gates = text.indexOf("# gates:");
    return text.substring(0, gates) + text.substring(gates).replaceAll("(?m)^# ?", "");
  }

  /** https://docs.docker.com/reference/dockerfile/: each line begins with an instruction. */
  @Test
  void theImagesAreBuiltByKnownInstructions() {
    for (String path :
        List.of(".throughline/functional/Dockerfile", ".throughline/load/Dockerfile")) {
      List<String> lines =
          Kits.text(Kits.SERVICE, path)
              .replace("\\\n", " ")
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      assertThat(lines)
          .as(path)
          .isNotEmpty()
          .allMatch(l -> l.matches("(FROM|ARG|WORKDIR|RUN|COPY) .+"));
      assertThat(lines.get(0)).matches("FROM [a-z./-]+:[a-z0-9.-]+");
    }
  }

  /**
   * https://jmeter.apache.org/usermanual/build-test-plan.html: a plan is a tree in which each
   * element is followed by a hashTree with what is below it.
   */
  @Test
  void theLoadTestIsATreeThatJMeterKnows() throws Exception {
    String plan = Kits.text(Kits.SERVICE, ".throughline/load/plan.jmx");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    Element root =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(plan)))
            .getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("jmeterTestPlan");
    List<Element> top = children(root);
    assertThat(top).hasSize(1);
    List<String> found = new ArrayList<>();
    checkTree(top.get(0), found);
    assertThat(found)
        .containsExactly(
            "TestPlan",
            "ConfigTestElement",
            "ThreadGroup",
            "HTTPSamplerProxy",
            "UniformRandomTimer");
    Matcher asked = Pattern.compile("-J([a-z]+)=").matcher(Kits.text(Kits.SERVICE, "garden.yml"));
    Set<String> given = new TreeSet<>(asked.results().map(r -> r.group(1)).toList());
    Matcher used = Pattern.compile("__P\\(([a-z]+),").matcher(plan);
    assertThat(used.results().map(r -> r.group(1)))
        .as("what Garden tells JMeter is what the plan asks for")
        .containsExactlyInAnyOrderElementsOf(given);
  }

  private static void checkTree(Element tree, List<String> found) {
    assertThat(tree.getTagName()).isEqualTo("hashTree");
    List<Element> inside = children(tree);
    assertThat(inside.size() % 2).isZero();
    for (int i = 0; i < inside.size(); i += 2) {
      Element element = inside.get(i);
      assertThat(element.getAttribute("testclass")).isEqualTo(element.getTagName());
      assertThat(element.getAttribute("guiclass")).isNotEmpty();
      assertThat(element.getAttribute("testname")).isNotEmpty();
      found.add(element.getTagName());
      checkTree(inside.get(i + 1), found);
    }
  }

  private static List<Element> children(Element parent) {
    List<Element> all = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        all.add(element);
      }
    }
    return all;
  }

  @Test
  void whatIsLeftToDoFitsTheKit() {
    assertThat(NextSteps.of(Kits.LIBRARY)).noneMatch(step -> step.contains("garden"));
    Map<String, KitFile> files = Kits.of(Kits.SERVICE);
    Matcher paths =
        Pattern.compile("\\.throughline/[A-Za-z./-]+[a-z]")
            .matcher(String.join("\n", NextSteps.of(Kits.SERVICE)));
    List<String> named = paths.results().map(r -> r.group()).toList();
    assertThat(named).hasSizeGreaterThan(3).allMatch(files::containsKey);
  }
}
