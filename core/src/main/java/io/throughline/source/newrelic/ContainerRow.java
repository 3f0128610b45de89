package io.throughline.source.newrelic;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the containers of one deployment used in one part of a series. New Relic looks at each
 * container several times a minute, so sums are over looks: of all containers together it is the
 * sum by look, times the containers.
 *
 * @param samples looks, over all containers
 * @param values the row, of which sums are asked
 */
record ContainerRow(
    String cluster,
    String namespace,
    String deployment,
    long samples,
    long containers,
    long pods,
    JsonValue values) {
  private static final int FACETS = 3;

  static ContainerRow of(JsonValue row) throws UnmappableException {
    List<JsonValue> facet = row.at("facet").items();
    if (facet.size() != FACETS) {
      throw row.at("facet").unexpected("cluster, namespace and deployment");
    }
    return new ContainerRow(
        word(facet.get(0)),
        word(facet.get(1)),
        word(facet.get(2)),
        number(row, "samples"),
        number(row, "containers"),
        number(row, "pods"),
        row);
  }

  /** An attribute that a cluster does not tell is null. */
  private static String word(JsonValue place) throws UnmappableException {
    String text = place.text();
    return text == null ? "" : text;
  }

  private static long number(JsonValue row, String name) throws UnmappableException {
    Long number = row.integer(name);
    return number == null || number < 0 ? 0 : number;
  }

  /**
   * Mean of the part over all containers together; null where it is not told. A sum of nothing is 0
   * in New Relic, and neither a container that uses nothing at all nor a limit of nothing exists.
   */
  @Nullable Double mean(String name) throws UnmappableException {
    Double sum = values.decimal(name);
    return sum == null || sum <= 0 || samples == 0 ? null : sum * containers / samples;
  }

  /** A sum; null where it is not told. */
  @Nullable Double sum(String name) throws UnmappableException {
    Double sum = values.decimal(name);
    return sum == null || sum < 0 ? null : sum;
  }
}
