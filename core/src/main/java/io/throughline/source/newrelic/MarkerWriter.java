package io.throughline.source.newrelic;

import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
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

  private final NerdGraph graph;

  /**
   * @param http the door to New Relic
   */
  public MarkerWriter(HttpDoor http) {
    this.graph = new NerdGraph(http);
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
   * Writes one. New Relic would keep it twice if it were sent twice, so it is not repeated; after a
   * failure it may be there nevertheless, which the next reading of the markers tells.
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
