package io.throughline.simulator.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.live.Running;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Reads every ticket as a stranger would, and plays its history forwards: each change must begin
 * where the one before ended, and the last must end in what the ticket says now.
 */
class ChangelogTest {
  private static final Set<String> LISTS = Set.of("Sprint", "labels", "Flagged");

  @Test
  void playedForwardsEveryHistoryEndsInTheFieldsOfNow() throws Exception {
    try (Running jira = Running.frozen(null)) {
      List<JsonNode> rows =
          JiraServerTest.search(jira, "created <= \"2026-03-04 12:00\"", 100, "\"*all\"");
      assertThat(rows).hasSizeGreaterThan(500);
      for (JsonNode row : rows) {
        Map<String, String> end = played(jira, row);
        for (Map.Entry<String, String> entry : end.entrySet()) {
          assertThat(now(row, entry.getKey()))
              .as("%s %s", row.get("key"), entry.getKey())
              .isEqualTo(entry.getValue());
        }
      }
    }
  }

  private static Map<String, String> played(Running jira, JsonNode row) throws Exception {
    List<JsonNode> histories = new ArrayList<>();
    JsonNode embedded = row.at("/changelog/histories");
    if (row.at("/changelog/total").asInt() > embedded.size()) {
      String path = "/jira/rest/api/3/issue/" + row.get("id").asText() + "/changelog";
      jira.json(path + "?maxResults=100").get("values").forEach(histories::add);
    } else {
      embedded.forEach(histories::addFirst);
    }
    Map<String, String> state = new HashMap<>();
    String last = row.at("/fields/created").asText();
    for (JsonNode history : histories) {
      assertThat(history.get("created").asText()).isGreaterThanOrEqualTo(last);
      last = history.get("created").asText();
      for (JsonNode item : history.get("items")) {
        String field = item.get("field").asText();
        // Jira does not say where it was, and each link comes for itself.
        if (field.equals("Rank") || field.equals("RemoteIssueLink")) {
          continue;
        }
        String from = side(item, "from");
        assertThat(state.getOrDefault(field, from))
            .as("%s %s", row.get("key"), field)
            .isEqualTo(from);
        state.put(field, side(item, "to"));
      }
    }
    assertThat(row.at("/fields/updated").asText()).isEqualTo(last);
    return state;
  }

  private static String side(JsonNode item, String side) {
    String field = item.get("field").asText();
    JsonNode id = item.get(side);
    String text = item.get(side + "String").asText("");
    boolean byId =
        Set.of(
                "status",
                "issuetype",
                "resolution",
                "priority",
                "assignee",
                "Sprint",
                "project",
                "IssueParentAssociation",
                "Fix Version")
            .contains(field);
    assertThat(LISTS.contains(field) && id.isNull() && byId).isFalse();
    return byId ? id.asText("").replace("null", "") : text.replaceFirst("^null$", "");
  }

  private static String now(JsonNode row, String field) {
    JsonNode fields = row.get("fields");
    return switch (field) {
      case "Key" -> row.get("key").asText();
      case "project", "issuetype", "status", "priority" -> fields.get(field).get("id").asText();
      case "resolution" -> fields.get(field).path("id").asText("");
      case "assignee" -> fields.get(field).path("accountId").asText("");
      case "IssueParentAssociation" -> fields.path("parent").path("id").asText("");
      case "Fix Version" -> fields.get("fixVersions").path(0).path("id").asText("");
      case "labels" -> joined(fields.get("labels"), "", " ");
      case "Sprint" -> joined(fields.get(Fields.SPRINT), "id", ", ");
      case "Flagged" -> joined(fields.get(Fields.FLAGGED), "value", " ");
      case "Story Points" -> {
        JsonNode points = fields.get(Fields.POINTS);
        yield points.isNull() ? "" : "" + points.asInt();
      }
      case "summary" -> fields.get("summary").asText();
      case "description" -> Plain.of(fields.get("description"));
      case "Acceptance Criteria" -> Plain.of(fields.get(Fields.CRITERIA));
      default -> throw new IllegalArgumentException("a history tells of " + field);
    };
  }

  private static String joined(JsonNode list, String of, String between) {
    List<String> out = new ArrayList<>();
    list.forEach(node -> out.add(of.isEmpty() ? node.asText() : node.get(of).asText()));
    return String.join(between, out);
  }
}
