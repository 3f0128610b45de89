package io.throughline.simulator.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The company's service desk, as Jira tells of it. */
class RequestsTest {
  private static Running jira;

  @BeforeAll
  static void start() throws IOException {
    jira = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    jira.close();
  }

  private static List<JsonNode> requests() throws Exception {
    return JiraServerTest.search(jira, "project = HELP ORDER BY created ASC", 50, "\"*all\"");
  }

  @Test
  void theDeskIsAProjectAndNoBoard() throws Exception {
    JsonNode projects = jira.json("/jira/rest/api/3/project/search").path("values");
    assertThat(projects)
        .filteredOn(p -> p.path("projectTypeKey").asText().equals("service_desk"))
        .singleElement()
        .satisfies(p -> assertThat(p.path("name").asText()).isEqualTo("Customer support"));
    assertThat(jira.json("/jira/rest/agile/1.0/board?projectKeyOrId=HELP").path("values"))
        .isEmpty();
  }

  @Test
  void customersAndNowAndThenColleaguesAskAllKindsOfThings() throws Exception {
    Set<String> met = new TreeSet<>();
    List<JsonNode> rows = requests();
    assertThat(rows).hasSizeGreaterThan(30);
    for (JsonNode row : rows) {
      JsonNode fields = row.path("fields");
      assertThat(fields.at("/issuetype/name").asText()).isEqualTo("[System] Service request");
      met.add(fields.at("/customfield_10010/requestType/name").asText());
      met.add(fields.at("/reporter/accountType").asText());
      met.add(fields.at("/resolution/name").asText());
      met.add(fields.path("components").isEmpty() ? "about nothing" : "about a service");
    }
    assertThat(met)
        .contains(
            "Report a bug",
            "Report a system problem",
            "Ask a question",
            "customer",
            "atlassian",
            "Done",
            "Duplicate",
            "about a service",
            "about nothing");
    JsonNode other = jira.json("/jira/rest/api/3/issue/PAY-1").path("fields");
    assertThat(other.path("customfield_10010").isNull()).isTrue();
  }

  @Test
  void aKnownBugAndWhatItCausesNameEachOther() throws Exception {
    int linked = 0;
    for (JsonNode row : requests()) {
      for (JsonNode link : row.at("/fields/issuelinks")) {
        linked++;
        assertThat(link.at("/type/inward").asText()).isEqualTo("is caused by");
        JsonNode bug =
            jira.json("/jira/rest/api/3/issue/" + link.at("/inwardIssue/id").asText())
                .path("fields");
        assertThat(bug.at("/issuelinks").findValuesAsText("key"))
            .contains(row.path("key").asText());
        assertThat(bug.path("created").asText()).isNotEmpty();
      }
    }
    assertThat(linked).isGreaterThan(3);
  }

  @Test
  void someBugsAreWrittenDownAsFoundInProduction() throws Exception {
    List<JsonNode> all =
        JiraServerTest.search(
            jira, "created >= \"2025-01-01 00:00\"", 100, "\"labels\",\"issuetype\"");
    assertThat(all)
        .filteredOn(r -> r.at("/fields/labels").toString().contains("\"from-production\""))
        .hasSizeGreaterThan(10);
  }
}
