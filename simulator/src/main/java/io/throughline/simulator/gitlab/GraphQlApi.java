package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** GitLab's GraphQL: {@code POST /api/graphql}, with its limit on how much a question may ask. */
final class GraphQlApi {
  private static final int REMEMBERED = 100;

  private final JsonMapper json = new JsonMapper();
  private final GraphQL graphql;
  private final Map<String, PreparsedDocumentEntry> known = new ConcurrentHashMap<>();

  GraphQlApi(View view) {
    this.graphql =
        GraphQL.newGraphQL(
                new SchemaGenerator()
                    .makeExecutableSchema(registry(), new GraphQlWiring(view).wiring()))
            .instrumentation(new GraphQlComplexity())
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

  /** The answer to {@code {"query": ..., "variables": ..., "operationName": ...}}. */
  Reply answer(byte[] question) {
    try {
      JsonNode asked = json.readTree(question);
      String query = asked.path("query").asText("");
      if (query.isBlank()) {
        return error(200, "No query string was present");
      }
      ExecutionInput.Builder input =
          ExecutionInput.newExecutionInput(query).variables(variables(asked.path("variables")));
      if (asked.path("operationName").isTextual()) {
        input.operationName(asked.path("operationName").asText());
      }
      return Reply.json(json.writeValueAsBytes(written(graphql.execute(input.build()))));
    } catch (IOException e) {
      return error(400, "Unexpected end of document");
    }
  }

  /** The data comes first, and is left out where the question was not even begun. */
  private static Map<String, Object> written(ExecutionResult result) {
    Map<String, Object> answer = new LinkedHashMap<>();
    if (result.isDataPresent()) {
      answer.put("data", result.getData());
    }
    if (!result.getErrors().isEmpty()) {
      answer.put("errors", GraphQlErrors.written(result.getErrors()));
    }
    return answer;
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
}
