package io.throughline.source.gitlab;

import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Commits and notes of many merge requests, as GraphQL tells them: the same facts with the same
 * keys as from the REST API, but for its times, which are whole seconds. What is not whole is read
 * from the REST API instead and left out here.
 */
final class BatchMapping {
  private BatchMapping() {}

  static void page(Scope scope, JsonValue answer, Harvest harvest) throws UnmappableException {
    JsonValue project = answer.object().object("data").object("project");
    for (JsonValue node : project.object("mergeRequests").objects("nodes")) {
      long mergeRequest = scope.id(node.at("id"), Gid.number(node, "id"));
      if (whole(node, "commits")) {
        commits(scope, mergeRequest, node.object("commits").objects("nodes"), harvest);
      }
      if (whole(node, "notes")) {
        notes(scope, mergeRequest, node.object("notes").objects("nodes"), harvest);
      }
    }
  }

  /** Whether GitLab told all of this list; it leaves the list out where it may not be read. */
  static boolean whole(JsonValue node, String name) throws UnmappableException {
    JsonValue list = node.optionalObject(name);
    return list != null
        && list.at("nodes").isArray()
        && Boolean.FALSE.equals(list.object("pageInfo").flag("hasNextPage"));
  }

  private static void commits(
      Scope scope, long mergeRequest, List<JsonValue> nodes, Harvest harvest)
      throws UnmappableException {
    List<MergeRequestCommit> commits = new ArrayList<>();
    for (JsonValue node : nodes) {
      commits.add(
          CommitMapping.commit(
              mergeRequest,
              node.requiredText("sha"),
              scope.committersTime(node, "authoredDate"),
              scope.committersTime(node, "committedDate"),
              node.text("authorEmail"),
              node.text("message")));
    }
    harvest.replace(MergeRequestCommit.class, mergeRequest, "commits", scope.takenAt(), commits);
  }

  private static void notes(Scope scope, long mergeRequest, List<JsonValue> nodes, Harvest harvest)
      throws UnmappableException {
    List<ReviewEvent> events = new ArrayList<>();
    for (JsonValue node : nodes) {
      OptionalLong id = Gid.find(node.text("id"));
      Long author = author(scope, node.optionalObject("author"), harvest);
      if (id.isPresent()) {
        boolean system = Boolean.TRUE.equals(node.flag("system"));
        Instant at = scope.requiredTime(node, "createdAt");
        events.addAll(
            DiscussionMapping.note(
                mergeRequest,
                new DiscussionMapping.Note(id.getAsLong(), at, node.text("body"), system),
                author,
                thread(node)));
      }
    }
    harvest.replace(ReviewEvent.class, mergeRequest, "discussions", scope.takenAt(), events);
  }

  private static @Nullable Long author(Scope scope, @Nullable JsonValue user, Harvest harvest)
      throws UnmappableException {
    if (user == null) {
      return null;
    }
    long id = scope.id(user.at("id"), Gid.number(user, "id"));
    AccountMapping.named(id, user.text("username"), user.text("name"), user.text("state"), harvest);
    return id;
  }

  /** On a merge request just those notes can be resolved that are part of a thread. */
  private static @Nullable String thread(JsonValue node) throws UnmappableException {
    JsonValue discussion = node.optionalObject("discussion");
    if (discussion == null || !Boolean.TRUE.equals(node.flag("resolvable"))) {
      return null;
    }
    String id = Gid.last(discussion.text("id"));
    return id.isEmpty() ? null : id;
  }
}
