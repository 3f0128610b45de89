package io.throughline.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Bodies in the shape that GitLab sends, made up for measurements. */
final class Payloads {
  private Payloads() {}

  /** A merge request as the API lists it, padded by its description to about so many bytes. */
  static byte[] mergeRequest(long number, int bytes) {
    String head =
        """
        {"id":%1$d,"iid":%1$d,"project_id":7,"title":"Change number %1$d","state":"merged",\
        "created_at":"2026-03-01T09:00:00.000Z","updated_at":"2026-03-02T10:00:00.000Z",\
        "merged_at":"2026-03-02T10:00:00.000Z","target_branch":"main","source_branch":"b%1$d",\
        "author":{"id":3,"username":"u3","name":"User 3","state":"active"},\
        "labels":["backend","fast"],"draft":false,"user_notes_count":4,"upvotes":0,\
        "web_url":"https://gitlab.invalid/bench/p7/-/merge_requests/%1$d","items":["""
            .formatted(number);
    StringBuilder text = new StringBuilder(head);
    for (int i = 0; text.length() < bytes - 100; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"id\":")
          .append(number * 31 + i)
          .append(",\"body\":\"A sentence of a note that somebody wrote\",\"system\":false}");
    }
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The webhook that GitLab sends when a merge request of the written company is merged. */
  static byte[] mergeHook(long number, int project, int author, Instant merged) {
    return """
        {"object_kind":"merge_request","event_type":"merge_request",\
        "user":{"id":%3$d,"username":"u%3$d","name":"Person %3$d"},\
        "project":{"id":%2$d,"name":"p%2$d","path_with_namespace":"bench/p%2$d",\
        "web_url":"https://gitlab.invalid/bench/p%2$d","default_branch":"main"},\
        "object_attributes":{"id":%1$d,"iid":%1$d,"title":"Live change %1$d","state":"merged",\
        "action":"merge","author_id":%3$d,"target_project_id":%2$d,"source_project_id":%2$d,\
        "source_branch":"live-%1$d","target_branch":"main","draft":false,\
        "created_at":"%5$s","updated_at":"%4$s",\
        "url":"https://gitlab.invalid/bench/p%2$d/-/merge_requests/%1$d"},"labels":[]}"""
        .formatted(number, project, author, merged, merged.minusSeconds(36_000))
        .getBytes(StandardCharsets.UTF_8);
  }
}
