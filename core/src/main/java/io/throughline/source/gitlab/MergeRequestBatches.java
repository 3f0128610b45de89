package io.throughline.source.gitlab;

import io.throughline.model.fact.ReviewEventKind;
import io.throughline.source.Fanout;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the commits, notes and approvers of many merge requests at once, in place of several
 * requests for each.
 *
 * <p>What an answer does not tell whole is left to the REST API: a merge request with more than a
 * hundred commits or notes, and an approval of which no note says when it was given.
 */
final class MergeRequestBatches {
  /** Fewer than these are asked for one by one. */
  static final int WORTH_IT = 10;

  static final String KIND = "merge_request_batch";
  private static final int IN_ONE = 50;
  private static final int AT_ONCE = 2;

  private static final String QUERY =
      """
      query($path: ID!, $iids: [String!]) {
        project(fullPath: $path) {
          mergeRequests(iids: $iids) {
            nodes {
              id
              commits(first: 100) {
                pageInfo { hasNextPage }
                nodes { sha message authoredDate committedDate authorEmail }
              }
              notes(first: 100) {
                pageInfo { hasNextPage }
                nodes {
                  id body system createdAt resolvable
                  discussion { id }
                  author { id username name state }
                }
              }
              approvedBy(first: 100) {
                pageInfo { hasNextPage }
                nodes { id }
              }
            }
          }
        }
      }
      """;

  private final FeedRun run;
  private final String project;
  private final GraphQl graph;

  MergeRequestBatches(FeedRun run, String project, GraphQl graph) {
    this.run = run;
    this.project = project;
    this.graph = graph;
  }

  /** Reads and stores. Answers which parts of which merge request (by id) it told whole. */
  Map<Long, Set<MergeRequestPart>> read(List<Item> mergeRequests)
      throws SourceException, InterruptedException {
    Map<Long, Set<MergeRequestPart>> told = new ConcurrentHashMap<>();
    List<List<Item>> batches = new ArrayList<>();
    for (int from = 0; from < mergeRequests.size(); from += IN_ONE) {
      batches.add(mergeRequests.subList(from, Math.min(from + IN_ONE, mergeRequests.size())));
    }
    Fanout.each(batches, AT_ONCE, batch -> told.putAll(readOne(batch)));
    return told;
  }

  private Map<Long, Set<MergeRequestPart>> readOne(Collection<Item> batch)
      throws InterruptedException {
    List<String> iids = batch.stream().map(item -> Long.toString(item.iid())).toList();
    String path = KnownProjects.of(run).name(project);
    Map<String, String> context = PageStore.taken(run, Map.of("project", project));
    Optional<GraphQl.Answer> answer = graph.ask(QUERY, Map.of("path", path, "iids", iids));
    if (answer.isEmpty()) {
      return Map.of();
    }
    Map<Long, Set<MergeRequestPart>> told;
    try {
      told = told(answer.get().project());
    } catch (UnmappableException e) {
      // Not the shape that was asked for; the REST API is asked, and nothing of this is kept.
      return Map.of();
    }
    byte[] body = answer.get().body();
    run.store(KIND, context, PageStore.key(KIND, context, 0, body), body);
    return told;
  }

  private static Map<Long, Set<MergeRequestPart>> told(JsonValue project)
      throws UnmappableException {
    Map<Long, Set<MergeRequestPart>> told = new HashMap<>();
    for (JsonValue node : project.object("mergeRequests").objects("nodes")) {
      Set<MergeRequestPart> parts = EnumSet.noneOf(MergeRequestPart.class);
      if (BatchMapping.whole(node, "commits")) {
        parts.add(MergeRequestPart.COMMITS);
      }
      if (BatchMapping.whole(node, "notes")) {
        parts.add(MergeRequestPart.DISCUSSIONS);
        if (BatchMapping.whole(node, "approvedBy") && notesTellApprovals(node)) {
          parts.add(MergeRequestPart.APPROVALS);
        }
      }
      told.put(Gid.number(node, "id"), parts);
    }
    return told;
  }

  /** Whether each present approver left the note that tells since when. */
  private static boolean notesTellApprovals(JsonValue node) throws UnmappableException {
    Set<Long> approvers = new HashSet<>();
    for (JsonValue user : node.object("approvedBy").objects("nodes")) {
      approvers.add(Gid.number(user, "id"));
    }
    if (approvers.isEmpty()) {
      return true;
    }
    for (JsonValue note : node.object("notes").objects("nodes")) {
      JsonValue author = note.optionalObject("author");
      String body = note.text("body");
      if (author != null && body != null && Boolean.TRUE.equals(note.flag("system"))) {
        OptionalLong id = Gid.find(author.text("id"));
        if (id.isPresent() && saysApproval(body)) {
          approvers.remove(id.getAsLong());
        }
      }
    }
    return approvers.isEmpty();
  }

  private static boolean saysApproval(String body) {
    return SystemNotes.read(body).stream()
        .anyMatch(said -> said.kind() == ReviewEventKind.APPROVAL);
  }
}
