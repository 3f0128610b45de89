package io.throughline.simulator.argocd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A kind of object that each application has one of.
 *
 * @param group empty text for Kubernetes' own core
 * @param label as kubectl calls one of it
 * @param carriesHealth whether its health is that of the application
 */
record ResourceKind(
    String group, String version, String kind, String label, boolean carriesHealth) {
  private static final ResourceKind CONFIG =
      new ResourceKind("", "v1", "ConfigMap", "configmap", false);
  private static final ResourceKind SERVICE =
      new ResourceKind("", "v1", "Service", "service", false);
  private static final ResourceKind DEPLOYMENT =
      new ResourceKind("apps", "v1", "Deployment", "deployment.apps", true);
  private static final ResourceKind ROLLOUT =
      new ResourceKind("argoproj.io", "v1alpha1", "Rollout", "rollout.argoproj.io", true);

  /** Those of an application. */
  static List<ResourceKind> of(boolean rollout) {
    return List.of(CONFIG, SERVICE, main(rollout));
  }

  /** The one whose copies run. */
  static ResourceKind main(boolean rollout) {
    return rollout ? ROLLOUT : DEPLOYMENT;
  }

  void put(ObjectNode out, String name) {
    if (!group.isEmpty()) {
      out.put("group", group);
    }
    out.put("version", version).put("kind", kind).put("namespace", name).put("name", name);
  }
}
