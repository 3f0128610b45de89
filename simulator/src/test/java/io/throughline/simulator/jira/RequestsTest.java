package io.throughline.simulator.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.util.List;
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
  void whatIsAskedIsARequest() throws Exception {
    List<JsonNode> rows = requests();
    assertThat(rows).hasSizeGreaterThan(10);
    for (JsonNode row : rows) {
      JsonNode fields = row.path("fields");
      assertThat(fields.at("/issuetype/name").asText()).isEqualTo("[System] Service request");
      assertThat(fields.at("/customfield_10010/requestType/name").asText()).isNotEmpty();
    }
    assertThat(rows)
        .extracting(row -> row.at("/fields/reporter/accountType").asText())
        .contains("customer");
    JsonNode other = jira.json("/jira/rest/api/3/issue/PAY-1").path("fields");
    assertThat(other.has("customfield_10010")).isTrue();
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
    assertThat(linked).isPositive();
  }

  @Test
  void someBugsAreWrittenDownAsFoundInProduction() throws Exception {
    List<JsonNode> all =
        JiraServerTest.search(
            jira, "created >= \"2025-01-01 00:00\"", 100, "\"labels\",\"issuetype\"");
    assertThat(all)
        .filteredOn(r -> r.at("/fields/labels").toString().contains("\"from-production\""))
        .isNotEmpty();
  }
}
