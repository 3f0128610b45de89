package io.throughline.simulator.gitlab;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Event.Style;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each field of GitLab's GraphQL answers, from the same world as the REST API. */
final class GraphQlWiring {
  private static final GraphQLScalarType TIME =
      GraphQLScalarType.newScalar().name("Time").coercing(new GraphQlTime()).build();

  private final View view;

  GraphQlWiring(View view) {
    this.view = view;
  }

  RuntimeWiring wiring() {
    return RuntimeWiring.newRuntimeWiring()
        .scalar(TIME)
        .type("Query", type -> type.dataFetcher("project", this::project))
        .type("Project", this::project)
        .type("MergeRequest", this::mergeRequest)
        .type("Commit", GraphQlWiring::commit)
        .type("Note", GraphQlWiring::note)
        .type("Discussion", GraphQlWiring::discussion)
        .type("UserCore", this::user)
        .type("Pipeline", this::pipeline)
        .type("PageInfo", GraphQlWiring::pageInfo)
        .type("MergeRequestConnection", GraphQlWiring::connection)
        .type("PipelineConnection", GraphQlWiring::connection)
        .type("CommitConnection", GraphQlWiring::connection)
        .type("NoteConnection", GraphQlWiring::connection)
        .type("UserCoreConnection", GraphQlWiring::connection)
        .build();
  }

  private @Nullable ProjectHistory project(DataFetchingEnvironment asked) {
    String path = asked.getArgument("fullPath");
    return view.world().histories().stream()
        .filter(history -> view.path(history.project()).equals(path))
        .findFirst()
        .orElse(null);
  }

  private TypeRuntimeWiring.Builder project(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("id", of(ProjectHistory.class, h -> gid("Project", h.project().id())))
        .dataFetcher("fullPath", of(ProjectHistory.class, h -> view.path(h.project())))
        .dataFetcher("name", of(ProjectHistory.class, h -> h.project().slug()))
        .dataFetcher("mergeRequests", this::mergeRequests)
        .dataFetcher("pipelines", this::pipelines);
  }

  private Object mergeRequests(DataFetchingEnvironment asked) {
    ProjectHistory history = source(asked);
    long now = view.now();
    List<String> iids = asked.getArgument("iids");
    Stream<MergeRequest> wanted =
        iids == null
            ? history.mergeRequests().reversed().stream()
            : iids.stream()
                .filter(iid -> iid.matches("[0-9]{1,9}"))
                .map(iid -> history.mergeRequest(Integer.parseInt(iid)))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(MergeRequest::id).reversed());
    return GraphQlConnection.of(
        asked,
        wanted
            .filter(mr -> mr.createdAt() <= now && view.overlay().has(mr))
            .map(mr -> Snapshot.of(mr, now))
            .toList());
  }

  private Object pipelines(DataFetchingEnvironment asked) {
    ProjectHistory history = source(asked);
    long now = view.now();
    String ref = asked.getArgument("ref");
    long after = asked.getArgumentOrDefault("updatedAfter", Long.MIN_VALUE);
    long before = asked.getArgumentOrDefault("updatedBefore", Long.MAX_VALUE);
    return GraphQlConnection.of(
        asked,
        history.pipelines().stream()
            .filter(p -> p.createdAt() <= now && (ref == null || ref.equals(p.ref())))
            .filter(p -> p.updatedAt(now) > after && p.updatedAt(now) < before)
            .sorted(Comparator.comparingLong(Pipeline::id).reversed())
            .toList());
  }

  private TypeRuntimeWiring.Builder mergeRequest(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("id", of(Snapshot.class, s -> gid("MergeRequest", s.mr().id())))
        .dataFetcher("iid", of(Snapshot.class, s -> Integer.toString(s.mr().iid())))
        .dataFetcher("title", of(Snapshot.class, s -> s.mr().title()))
        .dataFetcher("state", of(Snapshot.class, s -> Snapshot.state(s.mr(), s.now())))
        .dataFetcher("createdAt", of(Snapshot.class, s -> time(s.mr().createdAt())))
        .dataFetcher("updatedAt", of(Snapshot.class, s -> time(s.updatedAt())))
        .dataFetcher("commits", page(Snapshot.class, s -> s.commits().reversed()))
        .dataFetcher("notes", page(Snapshot.class, Note::of))
        .dataFetcher("approvedBy", page(Snapshot.class, s -> List.copyOf(s.approvals().keySet())));
  }

  private static TypeRuntimeWiring.Builder commit(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("id", of(Commit.class, c -> "gid://gitlab/CommitPresenter/" + c.sha()))
        .dataFetcher("sha", of(Commit.class, Commit::sha))
        .dataFetcher("title", of(Commit.class, Commit::title))
        .dataFetcher("message", of(Commit.class, c -> c.message() + "\n"))
        .dataFetcher("authoredDate", of(Commit.class, c -> dated(c, c.authoredAt())))
        .dataFetcher("authorName", of(Commit.class, c -> c.author().name()))
        .dataFetcher("authorEmail", of(Commit.class, c -> c.author().commitEmail()))
        .dataFetcher("committedDate", of(Commit.class, c -> dated(c, c.committedAt())))
        .dataFetcher("committerName", of(Commit.class, c -> c.author().name()))
        .dataFetcher("committerEmail", of(Commit.class, c -> c.author().commitEmail()));
  }

  private static TypeRuntimeWiring.Builder note(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("id", of(Note.class, n -> gid(model(n), n.id())))
        .dataFetcher("body", of(Note.class, Note::body))
        .dataFetcher("system", of(Note.class, Note::system))
        .dataFetcher("createdAt", of(Note.class, n -> time(n.at())))
        .dataFetcher("updatedAt", of(Note.class, n -> time(n.at())))
        .dataFetcher("author", of(Note.class, Note::by))
        .dataFetcher("resolvable", of(Note.class, GraphQlWiring::threaded))
        .dataFetcher("resolved", of(Note.class, n -> n.resolvedAt() != null))
        .dataFetcher("discussion", of(Note.class, n -> n));
  }

  private static TypeRuntimeWiring.Builder discussion(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher(
            "id",
            of(
                Note.class,
                n ->
                    "gid://gitlab/"
                        + (threaded(n) ? "Discussion/" : "IndividualNoteDiscussion/")
                        + n.thread()))
        .dataFetcher("resolvable", of(Note.class, GraphQlWiring::threaded));
  }

  private TypeRuntimeWiring.Builder user(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("id", of(Account.class, a -> gid("User", a.id())))
        .dataFetcher("username", of(Account.class, Account::username))
        .dataFetcher("name", of(Account.class, Account::name))
        .dataFetcher("state", of(Account.class, a -> "active"))
        .dataFetcher("bot", of(Account.class, Account::bot))
        .dataFetcher("publicEmail", of(Account.class, a -> a.human() ? a.email() : ""))
        .dataFetcher("webUrl", of(Account.class, view::url));
  }

  private TypeRuntimeWiring.Builder pipeline(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("id", of(Pipeline.class, p -> gid("Ci::Pipeline", p.id())))
        .dataFetcher("iid", of(Pipeline.class, p -> Integer.toString(p.iid())))
        .dataFetcher("sha", of(Pipeline.class, Pipeline::sha))
        .dataFetcher("ref", of(Pipeline.class, Pipeline::ref))
        .dataFetcher("source", of(Pipeline.class, Pipeline::source))
        .dataFetcher(
            "status", of(Pipeline.class, p -> p.status(view.now()).toUpperCase(Locale.ROOT)))
        .dataFetcher("createdAt", of(Pipeline.class, p -> time(p.createdAt())))
        .dataFetcher("updatedAt", of(Pipeline.class, p -> time(p.updatedAt(view.now()))))
        .dataFetcher("startedAt", of(Pipeline.class, p -> past(p.startedAt())))
        .dataFetcher("finishedAt", of(Pipeline.class, p -> past(p.finishedAt())))
        .dataFetcher(
            "duration",
            of(
                Pipeline.class,
                p ->
                    view.now() < p.finishedAt()
                        ? null
                        : (int) ((p.finishedAt() - p.startedAt()) / 1000)));
  }

  private static TypeRuntimeWiring.Builder connection(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("nodes", of(GraphQlConnection.class, GraphQlConnection::nodes))
        .dataFetcher("count", of(GraphQlConnection.class, GraphQlConnection::count))
        .dataFetcher("pageInfo", of(GraphQlConnection.class, page -> page));
  }

  private static TypeRuntimeWiring.Builder pageInfo(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("hasNextPage", of(GraphQlConnection.class, p -> p.hasNextPage()))
        .dataFetcher("hasPreviousPage", of(GraphQlConnection.class, p -> p.hasPreviousPage()))
        .dataFetcher("startCursor", of(GraphQlConnection.class, p -> p.startCursor()))
        .dataFetcher("endCursor", of(GraphQlConnection.class, p -> p.endCursor()));
  }

  private @Nullable String past(long millis) {
    return view.now() < millis ? null : time(millis);
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

  private static String gid(String model, long id) {
    return "gid://gitlab/" + model + "/" + id;
  }

  /** GraphQL's times are whole seconds. */
  private static String time(long millis) {
    return Times.iso(Math.floorDiv(millis, 1000L) * 1000L).replace(".000Z", "Z");
  }

  private static String dated(Commit commit, long millis) {
    return Times.commit(millis, commit.author().office().zone()).replace(".000", "");
  }

  private static <T> T source(DataFetchingEnvironment asked) {
    return Objects.requireNonNull(asked.getSource());
  }

  private static <S> DataFetcher<Object> of(Class<S> source, Function<S, @Nullable Object> value) {
    return asked -> value.apply(source.cast(GraphQlWiring.<Object>source(asked)));
  }

  private static <S, T> DataFetcher<Object> page(Class<S> source, Function<S, List<T>> rows) {
    return asked ->
        GraphQlConnection.of(asked, rows.apply(source.cast(GraphQlWiring.<Object>source(asked))));
  }
}
