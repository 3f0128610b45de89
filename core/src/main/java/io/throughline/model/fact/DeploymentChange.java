package io.throughline.model.fact;

/** A merge request that a deployment was the one to carry. */
public record DeploymentChange(long deploymentId, long mergeRequestId) implements Member {
  @Override
  public long parentId() {
    return deploymentId;
  }

  @Override
  public String key() {
    return Long.toString(mergeRequestId);
  }
}
