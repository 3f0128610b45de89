package io.throughline.simulator.gitlab;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;

/** GitLab's scalar {@code Time}: ISO 8601 text; what comes in is an epoch millisecond inside. */
final class GraphQlTime implements Coercing<Long, String> {
  /** How a moment is written: in whole seconds, the rest cut off. */
  static String of(long millis) {
    return Times.iso(millis).substring(0, 19) + "Z";
  }

  @Override
  public String serialize(Object written, GraphQLContext context, Locale locale) {
    return written.toString();
  }

  @Override
  public Long parseValue(Object input, GraphQLContext context, Locale locale) {
    try {
      return OffsetDateTime.parse(input.toString()).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new CoercingParseValueException("'" + input + "' is not a time", e);
    }
  }

  @Override
  public Long parseLiteral(
      Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
    if (input instanceof StringValue text && text.getValue() != null) {
      return parseValue(text.getValue(), context, locale);
    }
    throw new CoercingParseLiteralException("a time is written as text");
  }
}
