package io.throughline.simulator.gitlab;

import graphql.ExceptionWhileDataFetching;
import graphql.GraphQLError;
import graphql.GraphqlErrorException;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was wrong with a question, in GitLab's words where they are known. */
final class GraphQlErrors {
  private static final Pattern UNKNOWN_FIELD =
      Pattern.compile("Field '(\\w+)' in type '(\\w+)' is undefined");

  private GraphQlErrors() {}

  /** As the answer's {@code errors} has them. */
  static List<Map<String, Object>> written(List<GraphQLError> errors) {
    List<Map<String, Object>> out = new ArrayList<>();
    for (GraphQLError error : errors) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("message", message(error));
      List<SourceLocation> places = error.getLocations();
      if (places != null && !places.isEmpty()) {
        one.put(
            "locations",
            places.stream()
                .map(at -> Map.of("line", at.getLine(), "column", at.getColumn()))
                .toList());
      }
      if (error.getPath() != null) {
        one.put("path", error.getPath());
      }
      out.add(one);
    }
    return out;
  }

  private static String message(GraphQLError error) {
    if (error instanceof ExceptionWhileDataFetching failed) {
      return said(failed.getException());
    }
    if (error instanceof ValidationError invalid
        && invalid.getValidationErrorType() == ValidationErrorType.FieldUndefined) {
      Matcher unknown = UNKNOWN_FIELD.matcher(error.getMessage());
      if (unknown.find()) {
        return "Field '" + unknown.group(1) + "' doesn't exist on type '" + unknown.group(2) + "'";
      }
    }
    return error.getMessage();
  }

  /**
   * A refusal speaks for itself; anything else is the simulator's own fault, which is no answer.
   */
  private static String said(Throwable cause) {
    if (cause instanceof GraphqlErrorException refused) {
      return String.valueOf(refused.getMessage());
    }
    throw new IllegalStateException("a field failed", cause);
  }
}
