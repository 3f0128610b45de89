package io.throughline.source.argocd;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Rollouts of an application and the analysis runs below them, as its tree tells. */
final class ResourceTree {
  private static final String GROUP = "argoproj.io";
  private static final String VERSION = "v[0-9][a-z0-9]{0,20}";
  private static final int MOST_LEVELS = 10;

  private ResourceTree() {}

  /**
   * A live object.
   *
   * @param kind {@code Rollout} or {@code AnalysisRun}
   * @param seen the version that Kubernetes gives it; empty text where it is not told
   * @param rollout {@code namespace/name} of the Rollout that it belongs to, or is
   */
  record Node(
      String kind, String namespace, String name, String version, String seen, String rollout) {
    /** What it is known by in its application. */
    String key() {
      return kind + " " + namespace + "/" + name;
    }
  }

  static List<Node> nodes(JsonValue tree) throws UnmappableException {
    List<JsonValue> all = tree.objects("nodes");
    Map<String, JsonValue> byPlace = new HashMap<>();
    for (JsonValue row : all) {
      byPlace.put(place(row), row);
    }
    List<Node> found = new ArrayList<>();
    for (JsonValue row : all) {
      if (is(row, "Rollout")) {
        add(found, row, row);
      }
    }
    for (JsonValue row : all) {
      JsonValue rollout = is(row, "AnalysisRun") ? above(row, byPlace) : null;
      if (rollout != null) {
        add(found, row, rollout);
      }
    }
    return found;
  }

  private static boolean is(JsonValue row, String kind) throws UnmappableException {
    return kind.equals(row.text("kind")) && GROUP.equals(row.text("group"));
  }

  private static String place(JsonValue row) throws UnmappableException {
    return row.text("group")
        + "|"
        + row.text("kind")
        + "|"
        + row.text("namespace")
        + "|"
        + row.text("name");
  }

  private static @Nullable JsonValue above(JsonValue row, Map<String, JsonValue> byPlace)
      throws UnmappableException {
    JsonValue at = row;
    for (int level = 0; level < MOST_LEVELS; level++) {
      List<JsonValue> parents = at.objects("parentRefs");
      if (parents.isEmpty()) {
        return null;
      }
      JsonValue parent = byPlace.get(place(parents.getFirst()));
      if (parent == null) {
        return null;
      }
      if (is(parent, "Rollout")) {
        return parent;
      }
      at = parent;
    }
    return null;
  }

  /** What has a name that is none is left out: it would become part of an address. */
  private static void add(List<Node> found, JsonValue row, JsonValue rollout)
      throws UnmappableException {
    String namespace = row.text("namespace");
    String name = row.text("name");
    String version = row.text("version");
    String seen = row.text("resourceVersion");
    if (namespace != null
        && AppName.isName(namespace)
        && name != null
        && AppName.isName(name)
        && version != null
        && version.matches(VERSION)) {
      found.add(
          new Node(
              row.requiredText("kind"),
              namespace,
              name,
              version,
              seen == null || !seen.matches("[0-9A-Za-z]{1,40}") ? "" : seen,
              rollout.text("namespace") + "/" + rollout.text("name")));
    }
  }
}
