package io.throughline.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompanyYamlTest {
  private static final Company COMPANY =
      Brightwater.endingAt(Instant.parse("2026-03-02T00:00:00Z"), 12);

  private static JsonNode read(boolean withJira) throws Exception {
    return new YAMLMapper().readTree(CompanyYaml.of(COMPANY, "http://127.0.0.1:1", 2026, withJira));
  }

  @Test
  void theTrackerIsLeftOutUnlessItIsAskedFor() throws Exception {
    JsonNode yaml = read(false);
    assertThat(yaml.get("sources"))
        .extracting(source -> source.path("system").asText())
        .containsExactly("gitlab", "jenkins");
    assertThat(yaml.toString()).doesNotContain("jira", "boards", "sonarqube");
    assertThat(CompanyYaml.of(COMPANY, "http://127.0.0.1:1", 2026))
        .isEqualTo(CompanyYaml.of(COMPANY, "http://127.0.0.1:1", 2026, false));
  }

  @Test
  void withItEveryTeamOfPeopleHasABoardAndEveryPersonAnAccount() throws Exception {
    JsonNode yaml = read(true);
    assertThat(yaml.at("/sources/0/gates").asText()).isEqualTo(".throughline/results/gates.json");
    assertThat(yaml.at("/sources/1/system").asText()).isEqualTo("jira");
    assertThat(yaml.at("/sources/1/url").asText()).isEqualTo("http://127.0.0.1:1/jira");
    assertThat(yaml.at("/sources/2/system").asText()).isEqualTo("confluence");
    assertThat(yaml.at("/sources/3/system").asText()).isEqualTo("qmetry");
    assertThat(yaml.at("/sources/3/url").asText()).isEqualTo("http://127.0.0.1:1/qmetry");
    assertThat(yaml.at("/sources/4/system").asText()).isEqualTo("sonarqube");
    assertThat(yaml.at("/sources/4/url").asText()).isEqualTo("http://127.0.0.1:1/sonarqube");
    for (JsonNode service : yaml.get("services")) {
      assertThat(service.at("/sonarqube/0").asText()).startsWith("brightwater:");
    }
    for (JsonNode team : yaml.get("teams")) {
      assertThat(team.has("boards")).isEqualTo(team.has("members"));
    }
    for (JsonNode person : yaml.get("people")) {
      assertThat(person.at("/accounts/jira").asText()).matches("[0-9a-f]{24}");
    }
  }

  @Test
  void whatJenkinsBuildsHasANameThere() throws Exception {
    JsonNode yaml = read(true);
    assertThat(yaml.at("/sources/5/url").asText()).isEqualTo("http://127.0.0.1:1/jenkins");
    assertThat(yaml.get("services"))
        .filteredOn(service -> service.has("jenkins"))
        .singleElement()
        .satisfies(
            service -> {
              assertThat(service.at("/jenkins/0").asText()).isEqualTo("telemetry/alerting");
              assertThat(service.at("/gitlab/0").asText()).isEqualTo("brightwater/fleet/alerting");
            });
  }

  @Test
  void whoWatchesProductionKnowsItsServicesByTheirNames() throws Exception {
    JsonNode yaml = read(true);
    assertThat(yaml.get("sources"))
        .extracting(source -> source.path("system").asText())
        .containsSubsequence("argocd", "pagerduty", "newrelic", "freshping");
    assertThat(yaml.at("/sources/8/account").asInt()).isEqualTo(4711);
    assertThat(yaml.at("/sources/8/sample_minutes").asInt()).isEqualTo(5);
    assertThat(yaml.at("/sources/9/user").asText()).isEqualTo("brightwater");
    for (JsonNode service : yaml.get("services")) {
      boolean library = service.path("kind").asText().equals("library");
      assertThat(service.has("pagerduty")).isEqualTo(!library);
      assertThat(service.path("newrelic")).isEqualTo(service.path("freshping"));
    }
    assertThat(yaml.get("services"))
        .filteredOn(service -> service.has("newrelic"))
        .hasSize(12)
        .allMatch(s -> s.at("/newrelic/0").asText().equals(s.path("name").asText()));
  }

  @Test
  void surveysAreAboutServices() throws Exception {
    JsonNode yaml = read(true);
    Set<String> services = new HashSet<>();
    yaml.get("services").forEach(service -> services.add(service.path("id").asText()));
    assertThat(yaml.get("surveys")).hasSize(6);
    for (JsonNode survey : yaml.get("surveys")) {
      assertThat(services).contains(survey.path("service").asText());
      assertThat(survey.path("kind").asText()).isIn("csat", "pmf");
    }
    yaml.at("/production/upstream")
        .properties()
        .forEach(
            entry -> {
              assertThat(services).contains(entry.getKey());
              entry.getValue().forEach(called -> assertThat(services).contains(called.asText()));
            });
    assertThat(read(false).toString()).doesNotContain("surveys", "pagerduty", "upstream");
  }
}
