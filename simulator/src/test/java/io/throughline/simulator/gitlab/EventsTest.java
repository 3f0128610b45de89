package io.throughline.simulator.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The events of a project agree with what its merge requests tell. */
class EventsTest {
  private static final String PROJECT = "/api/v4/projects/1201";
  private static final String EVENTS = PROJECT + "/events?target_type=merge_request&per_page=100";
  private static Running gitlab;

  @BeforeAll
  static void start() throws IOException {
    gitlab = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    gitlab.close();
  }

  private static String row(JsonNode mr, JsonNode user, JsonNode at) {
    return mr.asText() + " " + user.asText() + " " + at.asText();
  }

  private static List<String> told(String project, String action) throws Exception {
    List<String> rows = new ArrayList<>();
    String path = project + "/events?target_type=merge_request&per_page=100&action=" + action;
    for (JsonNode e : gitlab.all(path)) {
      rows.add(row(e.get("target_id"), e.get("author_id"), e.get("created_at")));
    }
    return rows;
  }

  @Test
  void changesOfStateAreThoseOfEachMergeRequest() throws Exception {
    List<String> actions = List.of("closed", "reopened", "merged");
    Map<String, List<String>> states = new HashMap<>();
    Map<String, List<String>> events = new HashMap<>();
    for (String action : actions) {
      states.put(action, new ArrayList<>());
      events.put(action, new ArrayList<>());
    }
    for (JsonNode project : gitlab.all("/api/v4/projects?per_page=100")) {
      String path = "/api/v4/projects/" + project.get("id").asText();
      for (JsonNode mr : gitlab.all(path + "/merge_requests?per_page=100")) {
        String own = path + "/merge_requests/" + mr.get("iid").asText();
        for (JsonNode e : gitlab.all(own + "/resource_state_events?per_page=100")) {
          states
              .get(e.get("state").asText())
              .add(row(e.get("resource_id"), e.at("/user/id"), e.get("created_at")));
        }
      }
      for (String action : actions) {
        events.get(action).addAll(told(path, action));
      }
    }
    for (String action : actions) {
      assertThat(events.get(action))
          .as(action)
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(states.get(action));
    }
  }

  @Test
  void creationsAndApprovalsAreToldToo() throws Exception {
    List<String> created = new ArrayList<>();
    List<String> approved = new ArrayList<>();
    for (JsonNode mr : gitlab.all(PROJECT + "/merge_requests?per_page=100")) {
      created.add(row(mr.get("id"), mr.at("/author/id"), mr.get("created_at")));
      String own = PROJECT + "/merge_requests/" + mr.get("iid").asText();
      for (JsonNode note : gitlab.all(own + "/notes?per_page=100")) {
        if (note.get("body").asText().equals("approved this merge request")) {
          approved.add(row(mr.get("id"), note.at("/author/id"), note.get("created_at")));
        }
      }
    }
    assertThat(told(PROJECT, "created")).isNotEmpty().isEqualTo(created);
    assertThat(told(PROJECT, "approved"))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(approved);
  }

  @Test
  void anEventHasGitLabsFieldsAndWords() throws Exception {
    JsonNode event = gitlab.json(EVENTS + "&action=merged").get(0);
    JsonNode mr = gitlab.json(PROJECT + "/merge_requests/" + event.get("target_iid").asText());
    assertThat(event.get("action_name").asText()).isEqualTo("accepted");
    assertThat(event.get("target_type").asText()).isEqualTo("MergeRequest");
    assertThat(event.get("project_id").asInt()).isEqualTo(1201);
    assertThat(event.get("target_id")).isEqualTo(mr.get("id"));
    assertThat(event.get("target_title")).isEqualTo(mr.get("title"));
    assertThat(event.get("author")).isEqualTo(mr.get("merged_by"));
    assertThat(event.get("author_username")).isEqualTo(mr.at("/merged_by/username"));
    assertThat(event.get("imported").asBoolean()).isFalse();
    assertThat(event.get("imported_from").asText()).isEqualTo("none");
    assertThat(gitlab.json(EVENTS + "&action=created").get(0).get("action_name").asText())
        .isEqualTo("opened");
  }

  @Test
  void bothDatesAreLeftOutThemselves() throws Exception {
    List<JsonNode> all = gitlab.all(EVENTS);
    String after = day(all.getLast()).plusDays(5).toString();
    String before = day(all.getFirst()).minusDays(5).toString();
    List<JsonNode> between =
        all.stream()
            .filter(e -> day(e).toString().compareTo(after) > 0)
            .filter(e -> day(e).toString().compareTo(before) < 0)
            .toList();
    List<JsonNode> told = gitlab.all(EVENTS + "&after=" + after + "&before=" + before);
    assertThat(told).hasSizeLessThan(all.size()).hasSizeGreaterThan(20).isEqualTo(between);
    assertThat(gitlab.all(EVENTS + "&sort=asc&after=" + after + "&before=" + before))
        .isEqualTo(between.reversed());
  }

  private static LocalDate day(JsonNode event) {
    return LocalDate.parse(event.get("created_at").asText().substring(0, 10));
  }

  @Test
  void whatIsUnknownIsRefusedAndWhatNeverHappensIsEmpty() throws Exception {
    assertThat(gitlab.get(EVENTS + "&action=nonsense").statusCode()).isEqualTo(400);
    assertThat(gitlab.get(EVENTS + "&before=nonsense").body()).contains("before is invalid");
    assertThat(gitlab.all(EVENTS + "&action=updated")).isEmpty();
    assertThat(gitlab.all(PROJECT + "/events?target_type=issue")).isEmpty();
  }

  @Test
  void whatWasDeletedHasNoEvents() throws Exception {
    gitlab.post("/simulator/delete-mr?project=docking&iid=2");
    assertThat(gitlab.all("/api/v4/projects/1203/events?per_page=100"))
        .isNotEmpty()
        .extracting(e -> e.get("target_iid").asInt())
        .doesNotContain(2);
  }
}
