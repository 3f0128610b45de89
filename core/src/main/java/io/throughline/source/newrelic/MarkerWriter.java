package io.throughline.source.newrelic;

import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.util.Map;

/**
 * Writes notes of deployments into New Relic, where the source's settings allow it. It is the only
 * thing that this source ever changes there.
 */
public final class MarkerWriter {
  /** By this name we know our own. */
  static final String USER = "throughline";

  static final String DOCUMENT =
      "mutation($deployment: ChangeTrackingDeploymentInput!) {"
          + " changeTrackingCreateDeployment(deployment: $deployment) { deploymentId } }";

  /** New Relic keeps the time of a note to the millisecond. */
  private static final Duration BESIDE = Duration.ofSeconds(1);

  private final NerdGraph graph;
  private final Map<String, String> settings;

  /**
   * @param http the door to New Relic
   * @param settings the source's, as in {@link io.throughline.model.org.SourceConfig#settings}
   */
  public MarkerWriter(HttpDoor http, Map<String, String> settings) {
    this.graph = new NerdGraph(http);
    this.settings = settings;
  }

  /**
   * Whether notes may be written: {@code write_markers} is true.
   *
   * @param settings the source's, as in {@link io.throughline.model.org.SourceConfig#settings}
   */
  public static boolean allowed(Map<String, String> settings) {
    return Boolean.parseBoolean(settings.getOrDefault("write_markers", "false"));
  }

  /**
   * Whether New Relic has a note of ours at the same entity and of the same moment. It may take
   * minutes until it tells of one that it has taken.
   */
  public boolean isThere(Marker marker) throws SourceException, InterruptedException {
    String question = Nrql.markers(marker.at().minus(BESIDE), marker.at().plus(BESIDE));
    NerdGraph.Answer answer =
        graph.ask(
            MarkersFeed.DOCUMENT,
            Map.of("account", Account.number(settings), MarkersFeed.ID, question));
    try {
      for (JsonValue row : SampleMapping.rows(Account.of(answer), MarkersFeed.ID)) {
        if (USER.equals(row.text("user")) && marker.guid().equals(row.text("entity.guid"))) {
          return true;
        }
      }
      return false;
    } catch (UnmappableException e) {
      throw NerdGraph.misshapen(e);
    }
  }

  /**
   * Writes one. New Relic would keep it twice if it were sent twice, so it is not repeated; after a
   * failure it may be there nevertheless, which {@link #isThere} tells later.
   *
   * @return the id that New Relic gave it
   */
  public String write(Marker marker) throws SourceException, InterruptedException {
    NerdGraph.Answer answer = graph.tell(DOCUMENT, Map.of("deployment", marker.deployment()));
    try {
      return answer.data().object("changeTrackingCreateDeployment").requiredText("deploymentId");
    } catch (UnmappableException e) {
      throw NerdGraph.misshapen(e);
    }
  }
}
