package io.throughline.simulator.gitlab;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A type of the schema, and how its fields are read from the Java object behind it. */
final class GraphQlType<S> {
  private final TypeRuntimeWiring.Builder type;
  private final Class<S> source;

  GraphQlType(String name, Class<S> source) {
    this.type = TypeRuntimeWiring.newTypeWiring(name);
    this.source = source;
  }

  /** A field that the object knows by itself. */
  GraphQlType<S> field(String name, Function<S, @Nullable Object> value) {
    type.dataFetcher(name, new Plain<>(source, value));
    return this;
  }

  /** A list that comes in pages. */
  GraphQlType<S> list(String name, Function<S, List<?>> rows) {
    return asked(name, (object, asked) -> GraphQlConnection.of(asked, rows.apply(object)));
  }

  /** A field whose arguments matter. */
  GraphQlType<S> asked(String name, BiFunction<S, DataFetchingEnvironment, Object> value) {
    type.dataFetcher(
        name,
        asked ->
            value.apply(source.cast(Objects.requireNonNull(asked.<Object>getSource())), asked));
    return this;
  }

  TypeRuntimeWiring.Builder wiring() {
    return type;
  }

  /** Reads without the environment, which would be built for each of thousands of fields. */
  private record Plain<S>(Class<S> source, Function<S, @Nullable Object> value)
      implements LightDataFetcher<@Nullable Object> {
    @Override
    public @Nullable Object get(
        GraphQLFieldDefinition field, Object object, Supplier<DataFetchingEnvironment> asked) {
      return value.apply(source.cast(object));
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment asked) {
      return value.apply(source.cast(Objects.requireNonNull(asked.<Object>getSource())));
    }
  }
}
