package io.throughline.simulator.newrelic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.production.Load;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.world.Clusters;
import io.throughline.simulator.world.Project;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The applications that agents watch: the services of which anybody measures the requests. */
public final class Entities {
  /** The number of the company's account. */
  public static final long ACCOUNT = 4711;

  private static final int PAGE = 10;

  private final Production production;

  /** Those of the company. */
  public Entities(Production production) {
    this.production = production;
  }

  Production production() {
    return production;
  }

  /** New Relic's name of a service; null of one that no agent watches. */
  public static @Nullable String guid(@Nullable Project service) {
    if (service == null || Load.of(service) == null) {
      return null;
    }
    String parts = ACCOUNT + "|APM|APPLICATION|" + service.id();
    return Base64.getEncoder().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
  }

  /** The services that are watched. */
  public static List<Project> watched(Production production) {
    return production.services().stream().filter(s -> Load.of(s) != null).toList();
  }

  /**
   * The one of a GUID.
   *
   * @return null for one that is not there: New Relic answers nothing of it
   */
  @Nullable Project byGuid(String guid) {
    return watched(production).stream()
        .filter(service -> guid.equals(guid(service)))
        .findFirst()
        .orElse(null);
  }

  /** The one that runs as this deployment of Kubernetes; null for none. */
  @Nullable Project byDeployment(String name) {
    return watched(production).stream()
        .filter(service -> service.slug().equals(name) && !Clusters.of(service).isEmpty())
        .findFirst()
        .orElse(null);
  }

  /** Names of its clusters, as the agents there know them. */
  static List<String> clusters(Project service) {
    return Clusters.of(service).stream().map(cluster -> "prod-" + cluster).toList();
  }

  /**
   * A page of a search.
   *
   * @param cursor empty text for the first
   */
  ObjectNode page(String search, String cursor) {
    if (!search.equals("domain = 'APM' AND type = 'APPLICATION' AND accountId = " + ACCOUNT)) {
      throw new Refused(200, "This New Relic does not understand the search: " + search);
    }
    List<Project> all = watched(production);
    int from = Math.min(all.size(), Cursor.parse(cursor));
    int to = Math.min(all.size(), from + PAGE);
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ArrayNode entities = out.putArray("entities");
    all.subList(from, to).forEach(service -> entity(entities.addObject(), service));
    return out.put("nextCursor", to < all.size() ? Cursor.of(to) : null);
  }

  private static void entity(ObjectNode out, Project service) {
    out.put("guid", guid(service)).put("name", service.name()).put("reporting", true);
    out.put("permalink", "https://one.newrelic.com/redirect/entity/" + guid(service));
    ArrayNode tags = out.putArray("tags");
    tag(tags, "environment", List.of("production"));
    tag(tags, "language", List.of(service.language()));
    if (!clusters(service).isEmpty()) {
      tag(tags, "k8s.clusterName", clusters(service));
      tag(tags, "k8s.namespaceName", List.of(service.slug()));
      tag(tags, "k8s.deploymentName", List.of(service.slug()));
    }
    Load load = Load.of(service);
    out.putObject("settings").put("apdexTarget", load == null ? null : (Double) load.apdexT());
  }

  private static void tag(ArrayNode tags, String key, List<String> values) {
    ArrayNode all = tags.addObject().put("key", key).putArray("values");
    new ArrayList<>(values).forEach(all::add);
  }
}
