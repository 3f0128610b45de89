package io.throughline.simulator.gitlab;

import graphql.Scalars;
import graphql.schema.Coercing;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.ProjectHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each field of GitLab's GraphQL answers, from the same world as the REST API. */
final class GraphQlWiring {
  private static final List<String> LISTED =
      List.of("MergeRequest", "Pipeline", "Commit", "Note", "UserCore");

  private final View view;

  GraphQlWiring(View view) {
    this.view = view;
  }

  RuntimeWiring wiring() {
    GraphQlMergeRequests mergeRequests = new GraphQlMergeRequests(view);
    GraphQlPipelines pipelines = new GraphQlPipelines(view);
    RuntimeWiring.Builder wiring =
        RuntimeWiring.newRuntimeWiring()
            .scalar(scalar("Time", new GraphQlTime()))
            .scalar(scalar("Duration", Scalars.GraphQLFloat.getCoercing()))
            .type("Query", type -> type.dataFetcher("project", this::project))
            .type(
                new GraphQlType<>("Project", ProjectHistory.class)
                    .field("id", h -> gid("Project", h.project().id()))
                    .field("fullPath", h -> view.path(h.project()))
                    .field("name", h -> h.project().name())
                    .asked("mergeRequests", mergeRequests::list)
                    .asked("pipelines", pipelines::list)
                    .wiring())
            .type(user())
            .type(pipelines.type())
            .type(pageInfo());
    mergeRequests.types().forEach(wiring::type);
    for (String row : LISTED) {
      wiring.type(connection(row)).type(edge(row));
    }
    return wiring.build();
  }

  private static GraphQLScalarType scalar(String name, Coercing<?, ?> written) {
    return GraphQLScalarType.newScalar().name(name).coercing(written).build();
  }

  private @Nullable ProjectHistory project(DataFetchingEnvironment asked) {
    String path = asked.getArgument("fullPath");
    return view.repositories().stream()
        .filter(history -> view.path(history.project()).equals(path))
        .findFirst()
        .orElse(null);
  }

  private TypeRuntimeWiring.Builder user() {
    return new GraphQlType<>("UserCore", Account.class)
        .field("id", a -> gid("User", a.id()))
        .field("username", Account::username)
        .field("name", Account::name)
        .field("state", a -> "active")
        .field("bot", Account::bot)
        .field("publicEmail", a -> a.human() ? a.email() : "")
        .field("webUrl", view::url)
        .wiring();
  }

  private static TypeRuntimeWiring.Builder connection(String row) {
    return new GraphQlType<>(row + "Connection", GraphQlConnection.class)
        .field("nodes", GraphQlConnection::nodes)
        .field("edges", GraphQlConnection::edges)
        .field("count", GraphQlConnection::count)
        .field("pageInfo", page -> page)
        .wiring();
  }

  private static TypeRuntimeWiring.Builder edge(String row) {
    return new GraphQlType<>(row + "Edge", GraphQlConnection.Edge.class)
        .field("node", GraphQlConnection.Edge::node)
        .field("cursor", GraphQlConnection.Edge::cursor)
        .wiring();
  }

  private static TypeRuntimeWiring.Builder pageInfo() {
    return new GraphQlType<>("PageInfo", GraphQlConnection.class)
        .field("hasNextPage", GraphQlConnection::hasNextPage)
        .field("hasPreviousPage", GraphQlConnection::hasPreviousPage)
        .field("startCursor", GraphQlConnection::startCursor)
        .field("endCursor", GraphQlConnection::endCursor)
        .wiring();
  }

  /** GitLab's name of a thing among all things. */
  static String gid(String model, Object id) {
    return "gid://gitlab/" + model + "/" + id;
  }
}
