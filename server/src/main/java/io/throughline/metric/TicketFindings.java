package io.throughline.metric;

import io.throughline.metric.Findings.Look;
import java.util.List;

/** What to look for among tickets, boards and sprints. */
final class TicketFindings {
  static final List<Look> LOOKS =
      List.of(
          new Look(
              "board without a team",
              "Its sprints and tickets count for the organisation and for no team. Name it under a"
                  + " team's boards in throughline.yaml.",
              """
              SELECT b.name, b.web_url FROM board b
              WHERE EXISTS (SELECT 1 FROM team)
                AND NOT EXISTS (SELECT 1 FROM team_board t WHERE t.board_id = b.id)
                AND EXISTS (SELECT 1 FROM ticket k WHERE k.board_id = b.id)
              ORDER BY b.name
              """),
          new Look(
              "board not found",
              "A team names it, and no source has it: renamed, deleted, or no access with this"
                  + " token?",
              """
              SELECT DISTINCT n.name, NULL FROM team_board_name n
              WHERE EXISTS (SELECT 1 FROM board)
                AND NOT EXISTS (
                  SELECT 1 FROM board b
                  WHERE (n.source_id IS NULL OR n.source_id = b.source_id)
                    AND (n.name = lower(b.name)
                      OR n.name = CAST(b.id - CAST(b.source_id AS BIGINT) * 281474976710656 AS TEXT)))
              ORDER BY n.name
              """),
          new Look(
              "tickets without a board",
              "No board shows this project, so its tickets count for no team. Make a board for it,"
                  + " or let the token see the one that there is.",
              """
              SELECT coalesce(min(f.key), 'unknown project'), min(f.web_url)
              FROM ticket k
              LEFT JOIN fact_tracker f ON f.id = k.tracker_id
              WHERE k.board_id IS NULL AND k.kind NOT IN ('subtask', 'epic', 'test')
              GROUP BY k.tracker_id
              ORDER BY 1
              """),
          new Look(
              "status without a category",
              "Nothing tells whether work in this status is to do, in progress or done; it counts as"
                  + " waiting. It may have been deleted in the source.",
              """
              SELECT coalesce(min(s.name), s.value), NULL FROM ticket_span s
              WHERE s.field = 'status' AND s.category IS NULL
              GROUP BY s.value
              ORDER BY 1
              """),
          new Look(
              "test of an unknown ticket",
              "A test case of the last three months is linked to it, and no tracker that is read has"
                  + " it: deleted, in a project that the token cannot see, or older than what is"
                  + " read? The test counts for nothing.",
              """
              SELECT DISTINCT coalesce(r.ticket_key, CAST(r.ticket_number AS TEXT)), NULL
              FROM fact_test_requirement r
              JOIN fact_test_case c ON c.id = r.test_case_id
              WHERE EXISTS (SELECT 1 FROM ticket)
                AND NOT coalesce(c.deleted, FALSE) AND NOT coalesce(c.archived, FALSE)
                AND (c.created_at IS NULL OR c.created_at >= coalesce(
                  (SELECT max(k.done_at) - INTERVAL '90 days' FROM ticket k),
                  TIMESTAMP '1970-01-01 00:00:00'))
                AND NOT EXISTS (
                  SELECT 1 FROM ticket_key k
                  WHERE (r.ticket_key IS NULL OR k.key = upper(r.ticket_key))
                    AND (r.ticket_number IS NULL OR r.ticket_number
                      = k.ticket_id - (k.ticket_id >> 48) * 281474976710656))
              ORDER BY 1
              """),
          new Look(
              "link that leads nowhere",
              "An open epic links to a page that is in the bin, or that no wiki which is read has."
                  + " It counts as without a document. Link another page, or take it out of the bin.",
              """
              SELECT DISTINCT k.key, k.web_url FROM ticket_document d
              JOIN ticket k ON k.id = d.ticket_id
              WHERE k.kind = 'epic' AND k.done_at IS NULL AND d.resolves = FALSE
                AND d.unlinked_at >= TIMESTAMP '9999-01-01 00:00:00'
              ORDER BY k.key
              """),
          new Look(
              "requirements after the deep-dive",
              "The document was created when engineers had already looked into one of its tickets,"
                  + " so the time between is not used. Was it written afterwards, or is the wrong"
                  + " ticket linked?",
              """
              SELECT DISTINCT d.title, d.web_url FROM document d
              JOIN (
                SELECT t.document_id, t.ticket_id FROM ticket_document t
                UNION
                SELECT t.document_id, k.id FROM ticket_document t
                JOIN ticket k ON k.parent_id = t.ticket_id
              ) o ON o.document_id = d.id
              JOIN ticket_phase p ON p.ticket_id = o.ticket_id AND p.phase = 'deep-dive'
              WHERE d.kind = 'prd' AND d.resolves AND p.entered_at < d.created_at
              ORDER BY d.title
              """),
          new Look(
              "unmapped status",
              "Work is in progress in it, and neither its name nor the file tells whether somebody"
                  + " works, waits or is blocked; it counts as work. Name it under the source's"
                  + " statuses in throughline.yaml.",
              """
              SELECT min(s.name), NULL FROM ticket_span s
              WHERE s.field = 'status' AND s.category = 'in_progress' AND s.work IS NULL
                AND s.name IS NOT NULL
              GROUP BY lower(s.name)
              ORDER BY 1
              """),
          new Look(
              "ticket in two sprints",
              "It is in two sprints that run at the same time, and counts in both.",
              """
              SELECT k.key, min(k.web_url) FROM sprint_ticket a
              JOIN sprint_ticket b ON b.ticket_id = a.ticket_id AND b.sprint_id > a.sprint_id
              JOIN ticket_sprint m ON m.ticket_id = a.ticket_id AND m.sprint_id = a.sprint_id
              JOIN ticket_sprint n ON n.ticket_id = b.ticket_id AND n.sprint_id = b.sprint_id
              JOIN ticket k ON k.id = a.ticket_id
              WHERE a.start_at < coalesce(b.completed_at, TIMESTAMP '9999-01-01 00:00:00')
                AND b.start_at < coalesce(a.completed_at, TIMESTAMP '9999-01-01 00:00:00')
                AND m.in_at < n.out_at AND n.in_at < m.out_at
              GROUP BY k.key
              ORDER BY k.key
              """),
          new Look(
              "sprint that was never closed",
              "It was to end more than two weeks ago and still runs, so none of its numbers count."
                  + " Close it in the source.",
              """
              SELECT s.name, NULL FROM sprint s
              WHERE s.completed_at IS NULL AND s.planned_end_at IS NOT NULL
                AND s.planned_end_at < (
                  SELECT max(k.done_at) - INTERVAL '14 days' FROM ticket k)
              ORDER BY s.name
              """),
          new Look(
              "sprint opened again",
              "It was closed and runs again, so none of its numbers count until it is closed for"
                  + " good.",
              """
              SELECT f.name, NULL FROM fact_sprint f
              WHERE f.state = 'active' AND f.completed_at IS NOT NULL
                AND NOT coalesce(f.deleted, FALSE)
              ORDER BY f.name
              """),
          new Look(
              "board without sprints",
              "A team works on it and it has none, so what is measured by sprint has no data for"
                  + " that team. Is it the right board, and may the token see its sprints?",
              """
              SELECT b.name, b.web_url FROM board b
              WHERE coalesce(b.kind, 'scrum') NOT IN ('kanban', 'service_desk')
                AND EXISTS (SELECT 1 FROM team_board t WHERE t.board_id = b.id)
                AND NOT EXISTS (
                  SELECT 1 FROM fact_sprint s
                  WHERE s.board_id = b.id AND NOT coalesce(s.deleted, FALSE))
              ORDER BY b.name
              """),
          new Look(
              "board that flows",
              "A Kanban board has no sprints. What is measured by sprint has no data for its team;"
                  + " flow time, efficiency and blocked time have.",
              """
              SELECT b.name, b.web_url FROM board b
              WHERE b.kind = 'kanban'
                AND EXISTS (SELECT 1 FROM team_board t WHERE t.board_id = b.id)
              ORDER BY b.name
              """),
          new Look(
              "deleted board",
              "A team works on it and its source has no such board any more. What it showed still"
                  + " counts; name the board that took its place.",
              """
              SELECT b.name, b.web_url FROM board b
              JOIN fact_board f ON f.id = b.id AND f.deleted
              WHERE EXISTS (SELECT 1 FROM team_board t WHERE t.board_id = b.id)
              ORDER BY b.name
              """),
          new Look(
              "estimate that is no number",
              "Its field for story points once held words, which count as not estimated. Let the"
                  + " field be a number in the source.",
              """
              SELECT k.key, k.web_url FROM ticket k
              WHERE EXISTS (
                SELECT 1 FROM fact_ticket_change c
                WHERE c.ticket_id = k.id AND c.field = 'points'
                  AND c.to_value IS NULL AND c.to_name IS NOT NULL)
              ORDER BY k.key
              """));

  private TicketFindings() {}
}
