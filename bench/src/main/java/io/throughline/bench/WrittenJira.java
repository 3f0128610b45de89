package io.throughline.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Pages in the shape that Jira sends, made up for measurements: twenty changes an issue. */
final class WrittenJira {
  /** What the feed tells of custom fields. */
  static final Map<String, String> CONTEXT =
      Map.of(
          "points", "customfield_1", "sprint", "customfield_2", "taken_at", "2026-11-01T00:00:00Z");

  private static final int SPRINT_SIZE = 40;
  private static final int HOUR = 3_600;
  private static final Instant BEGAN = Instant.parse("2025-11-03T08:00:00Z");

  private WrittenJira() {}

  /** The sprints that these issues are in, one after the other. */
  static byte[] sprints(int issues) {
    StringBuilder text = new StringBuilder("{\"isLast\":true,\"values\":[");
    for (int number = 1; number <= (issues - 1) / SPRINT_SIZE + 1; number++) {
      Instant start = BEGAN.plusSeconds(HOUR * 100L);
      text.append(number == 1 ? "" : ",")
          .append(
              """
              {"id":%d,"originBoardId":1,"name":"Sprint %d","state":"closed","startDate":"%s",\
              "endDate":"%s","completeDate":"%s"}"""
                  .formatted(
                      number,
                      number,
                      start,
                      start.plusSeconds(HOUR * 300L),
                      start.plusSeconds(HOUR * 300L)));
    }
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A page of a search. */
  static byte[] issues(int from, int count) {
    StringBuilder text = new StringBuilder("{\"issues\":[");
    for (int i = 1; i <= count; i++) {
      text.append(i == 1 ? "" : ",");
      issue(text, from + i);
    }
    return text.append("],\"isLast\":true}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void issue(StringBuilder text, int number) {
    Instant created = BEGAN.plusSeconds(number % 1000);
    int sprint = (number - 1) / SPRINT_SIZE + 1;
    text.append(
        """
        {"id":"%1$d","key":"WRI-%1$d","self":"https://jira.invalid/rest/api/3/issue/%1$d",\
        "fields":{"summary":"Make thing number %1$d","created":"%2$s","updated":"%3$s",\
        "project":{"id":"1","key":"WRI","name":"Written"},"issuetype":{"name":"Story",\
        "subtask":false,"hierarchyLevel":0},"status":{"id":"3","name":"Done","statusCategory":\
        {"key":"done"}},"priority":{"name":"Medium"},"labels":["fast"],"customfield_1":3,\
        "customfield_2":[{"id":%4$d,"name":"Sprint %4$d","state":"closed","boardId":1}],\
        "assignee":{"accountId":"u%5$d","displayName":"User %5$d"},"description":\
        "Somebody wants something. h3. Acceptance criteria * it works * it is fast"},\
        "changelog":{"startAt":0,"maxResults":18,"total":18,"histories":["""
            .formatted(number, created, created.plusSeconds(HOUR * 400L), sprint, number % 50));
    change(text, number, 1, created, "Sprint", "", "", Integer.toString(sprint), "Sprint");
    for (int i = 2; i <= 18; i++) {
      String status = Integer.toString(1 + i % 3);
      String before = Integer.toString(1 + (i - 1) % 3);
      text.append(',');
      change(
          text,
          number,
          i,
          created.plusSeconds(HOUR * 20L * i),
          "status",
          before,
          "Status " + before,
          status,
          "Status " + status);
    }
    text.append("]}}");
  }

  /** The first change of an issue also has two more items. */
  private static void change(
      StringBuilder text,
      int number,
      int place,
      Instant at,
      String field,
      String from,
      String fromName,
      String to,
      String toName) {
    text.append(
        """
        {"id":"%d","created":"%s","author":{"accountId":"u%d","displayName":"User %d"},\
        "items":[{"field":"%s","from":"%s","fromString":"%s","to":"%s","toString":"%s"}"""
            .formatted(
                number * 100L + place,
                at,
                number % 50,
                number % 50,
                field,
                from,
                fromName,
                to,
                toName));
    if (place == 1) {
      text.append(
          """
          ,{"field":"Story Points","fieldId":"customfield_1","from":"1","fromString":"1","to":"3",\
          "toString":"3"},{"field":"priority","from":"4","fromString":"Low","to":"3",\
          "toString":"Medium"}""");
    }
    text.append("]}");
  }
}
