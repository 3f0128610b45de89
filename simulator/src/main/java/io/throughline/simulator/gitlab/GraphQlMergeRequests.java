package io.throughline.simulator.gitlab;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Event.Style;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Merge requests in GraphQL, with their commits, notes and approvers. */
final class GraphQlMergeRequests {
  private final View view;

  GraphQlMergeRequests(View view) {
    this.view = view;
  }

  /** Those with the numbers {@code iids}, or all; newest first. */
  GraphQlConnection<Snapshot> list(ProjectHistory history, DataFetchingEnvironment asked) {
    long now = view.now();
    List<String> iids = asked.getArgument("iids");
    List<MergeRequest> rows =
        (iids == null ? history.mergeRequests().stream() : numbered(history, iids))
            .filter(mr -> mr.createdAt() <= now && view.overlay().has(mr))
            .sorted(Comparator.comparingLong(MergeRequest::id).reversed())
            .toList();
    return GraphQlConnection.newestFirst(asked, rows, MergeRequest::id)
        .map(mr -> Snapshot.of(mr, now));
  }

  private static Stream<MergeRequest> numbered(ProjectHistory history, List<String> iids) {
    return iids.stream()
        .filter(iid -> iid.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .distinct()
        .map(history::mergeRequest)
        .filter(Objects::nonNull);
  }

  List<TypeRuntimeWiring.Builder> types() {
    return List.of(mergeRequest(), commit(), note(), discussion());
  }

  private static TypeRuntimeWiring.Builder mergeRequest() {
    return new GraphQlType<>("MergeRequest", Snapshot.class)
        .field("id", s -> GraphQlWiring.gid("MergeRequest", s.mr().id()))
        .field("iid", s -> Integer.toString(s.mr().iid()))
        .field("title", Snapshot::shownTitle)
        .field("state", Snapshot::state)
        .field("createdAt", s -> GraphQlTime.of(s.mr().createdAt()))
        .field("updatedAt", s -> GraphQlTime.of(s.updatedAt()))
        .list("commits", s -> s.commits().reversed())
        .list("notes", Note::of)
        .list("approvedBy", s -> List.copyOf(s.approvals().keySet()))
        .wiring();
  }

  private static TypeRuntimeWiring.Builder commit() {
    return new GraphQlType<>("Commit", Commit.class)
        .field("id", c -> GraphQlWiring.gid("CommitPresenter", c.sha()))
        .field("sha", Commit::sha)
        .field("title", Commit::title)
        .field("message", c -> c.message() + "\n")
        .field("authoredDate", c -> dated(c, c.authoredAt()))
        .field("authorName", c -> c.author().name())
        .field("authorEmail", c -> c.author().commitEmail())
        .field("committedDate", c -> dated(c, c.committedAt()))
        .field("committerName", c -> c.author().name())
        .field("committerEmail", c -> c.author().commitEmail())
        .wiring();
  }

  private static TypeRuntimeWiring.Builder note() {
    return new GraphQlType<>("Note", Note.class)
        .field("id", n -> GraphQlWiring.gid(model(n), n.id()))
        .field("body", Note::body)
        .field("system", Note::system)
        .field("createdAt", n -> GraphQlTime.of(n.at()))
        .field("updatedAt", n -> GraphQlTime.of(n.at()))
        .field("author", Note::by)
        .field("resolvable", GraphQlMergeRequests::threaded)
        .field("resolved", n -> threaded(n) && n.resolvedAt() != null)
        .field("discussion", n -> n)
        .wiring();
  }

  /** A discussion is read from any of its notes: they all are threaded, or there is only one. */
  private static TypeRuntimeWiring.Builder discussion() {
    return new GraphQlType<>("Discussion", Note.class)
        .field(
            "id",
            n ->
                GraphQlWiring.gid(
                    threaded(n) ? "Discussion" : "IndividualNoteDiscussion", n.thread()))
        .field("resolvable", GraphQlMergeRequests::threaded)
        .wiring();
  }

  private static boolean threaded(Note note) {
    return note.style() != Style.PLAIN && !note.system();
  }

  private static String model(Note note) {
    if (!threaded(note)) {
      return "Note";
    }
    return note.style() == Style.LINE ? "DiffNote" : "DiscussionNote";
  }

  private static String dated(Commit commit, long millis) {
    return Times.commit(millis, commit.author().office().zone()).replace(".000", "");
  }
}
