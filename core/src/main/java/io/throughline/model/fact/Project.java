package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a source keeps things by: a repository with its merge requests and pipelines, an application
 * of a GitOps controller, a service that is watched.
 *
 * @param path full path, {@code acme/shop/checkout}
 * @param service id of the service, where the source itself names it; what the organisation's file
 *     says wins
 * @param deleted true once the source confirmed that it is gone
 */
public record Project(
    long id,
    @Nullable String path,
    @Nullable String name,
    @Nullable String webUrl,
    @Nullable String defaultBranch,
    @Nullable Instant createdAt,
    @Nullable Boolean archived,
    @Nullable Boolean deleted,
    @Nullable String service)
    implements Snapshot {
  /** One whose source names no service. */
  public Project(
      long id,
      @Nullable String path,
      @Nullable String name,
      @Nullable String webUrl,
      @Nullable String defaultBranch,
      @Nullable Instant createdAt,
      @Nullable Boolean archived,
      @Nullable Boolean deleted) {
    this(id, path, name, webUrl, defaultBranch, createdAt, archived, deleted, null);
  }
}
