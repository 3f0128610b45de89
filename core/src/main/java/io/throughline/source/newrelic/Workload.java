package io.throughline.source.newrelic;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where in Kubernetes an application's containers run, as the tags of its entity say. An empty set
 * of clusters or namespaces is none in particular; without deployments nothing is known of its
 * containers.
 */
record Workload(
    SortedSet<String> clusters, SortedSet<String> namespaces, SortedSet<String> deployments) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
  private static final int MOST = 20;

  Workload {
    clusters = new TreeSet<>(clusters);
    namespaces = new TreeSet<>(namespaces);
    deployments = new TreeSet<>(deployments);
  }

  /** What tags, by their keys in small letters, say. */
  static Workload of(Map<String, List<String>> tags) {
    return new Workload(
        named(tags, "k8s.clustername", "k8s.cluster.name"),
        named(tags, "k8s.namespacename", "k8s.namespace.name"),
        named(tags, "k8s.deploymentname", "k8s.deployment.name"));
  }

  private static SortedSet<String> named(Map<String, List<String>> tags, String... keys) {
    SortedSet<String> all = new TreeSet<>();
    for (String key : keys) {
      all.addAll(valid(tags.getOrDefault(key, List.of())));
    }
    return all;
  }

  /** From comma-joined names. */
  static Workload parse(String clusters, String namespaces, String deployments) {
    return new Workload(
        valid(List.of(clusters.split(","))),
        valid(List.of(namespaces.split(","))),
        valid(List.of(deployments.split(","))));
  }

  /** Names that may stand in a question. */
  private static SortedSet<String> valid(Collection<String> names) {
    SortedSet<String> all = new TreeSet<>();
    names.stream().filter(name -> NAME.matcher(name).matches()).limit(MOST).forEach(all::add);
    return all;
  }

  /** Whether containers of such a deployment may be those of the application. */
  boolean holds(String cluster, String namespace, String deployment) {
    return deployments.contains(deployment)
        && (clusters.isEmpty() || clusters.contains(cluster))
        && (namespaces.isEmpty() || namespaces.contains(namespace));
  }
}
