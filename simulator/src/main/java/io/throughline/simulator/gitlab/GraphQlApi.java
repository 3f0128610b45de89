package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import graphql.AssertException;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.QueryComplexityCalculator;
import graphql.execution.CoercedVariables;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** GitLab's GraphQL: {@code POST /api/graphql}, with its limit on how much a question may ask. */
final class GraphQlApi {
  private static final int MOST_COMPLEX = 250;
  private static final int REMEMBERED = 100;
  private static final Set<String> GITALY = Set.of("commits");
  private static final Set<String> RESOLVED = Set.of("mergeRequests", "pipelines", "notes");

  private final JsonMapper json = new JsonMapper();
  private final GraphQLSchema schema;
  private final GraphQL graphql;
  private final Map<String, PreparsedDocumentEntry> known = new ConcurrentHashMap<>();

  GraphQlApi(View view) {
    this.schema =
        new SchemaGenerator().makeExecutableSchema(registry(), new GraphQlWiring(view).wiring());
    this.graphql =
        GraphQL.newGraphQL(schema)
            .preparsedDocumentProvider(
                (input, parse) -> CompletableFuture.completedFuture(document(input, parse)))
            .build();
  }

  private static TypeDefinitionRegistry registry() {
    try (InputStream in =
        Objects.requireNonNull(GraphQlApi.class.getResourceAsStream("/gitlab/schema.graphqls"))) {
      return new SchemaParser().parse(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PreparsedDocumentEntry document(
      ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(input.getQuery(), query -> parse.apply(input));
  }

  /** The answer to {@code {"query": ..., "variables": ...}}. */
  Reply answer(byte[] question) {
    try {
      JsonNode asked = json.readTree(question);
      String query = asked.path("query").asText("");
      Map<String, Object> variables = variables(asked.path("variables"));
      int complexity = complexity(query, variables);
      if (complexity > MOST_COMPLEX) {
        return error(
            200,
            "Query has complexity of %d, which exceeds max complexity of %d"
                .formatted(complexity, MOST_COMPLEX));
      }
      ExecutionInput input = ExecutionInput.newExecutionInput(query).variables(variables).build();
      return Reply.json(json.writeValueAsBytes(graphql.execute(input).toSpecification()));
    } catch (IOException e) {
      return error(400, "Unexpected end of document");
    }
  }

  /** GitLab's own shape of a refusal. */
  static Reply error(int status, String message) {
    return Reply.json(
        status,
        Json.bytes(
            out -> {
              out.writeStartObject();
              out.writeArrayFieldStart("errors");
              out.writeStartObject();
              out.writeStringField("message", message);
              out.writeEndObject();
              out.writeEndArray();
              out.writeEndObject();
            }));
  }

  private Map<String, Object> variables(JsonNode node) {
    Map<String, Object> variables = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : node.properties()) {
      variables.put(one.getKey(), json.convertValue(one.getValue(), Object.class));
    }
    return variables;
  }

  /** 0 for what is no valid question: its execution says what is wrong with it. */
  private int complexity(String query, Map<String, Object> variables) {
    try {
      return QueryComplexityCalculator.newCalculator()
          .schema(schema)
          .document(Parser.parse(query))
          .variables(CoercedVariables.of(variables))
          .fieldComplexityCalculator(GraphQlApi::complexity)
          .build()
          .calculate();
    } catch (InvalidSyntaxException | AssertException e) {
      return 0;
    }
  }

  /**
   * GitLab's way of counting: one a field, one more where it has to read the repository, and one
   * per cent of the whole for each row of a list, unless the rows are asked for by number.
   */
  private static int complexity(FieldComplexityEnvironment field, int below) {
    String name = field.getField().getName();
    int own = below + 1 + (GITALY.contains(name) ? 1 : 0);
    if (!RESOLVED.contains(name) || field.getArguments().get("iids") instanceof List<?>) {
      return own;
    }
    int rows = GraphQlConnection.size(field.getArguments().get("first"));
    return own + own * rows / 100;
  }
}
