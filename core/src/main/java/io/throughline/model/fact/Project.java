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
 * @param alias the source's own id of it, by which the organisation's file may name it as well as
 *     by its path; null where it may not
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
    @Nullable String service,
    @Nullable String alias)
    implements Snapshot {
  /** One that has no other name. */
  public Project(
      long id,
      @Nullable String path,
      @Nullable String name,
      @Nullable String webUrl,
      @Nullable String defaultBranch,
      @Nullable Instant createdAt,
      @Nullable Boolean archived,
      @Nullable Boolean deleted,
      @Nullable String service) {
    this(id, path, name, webUrl, defaultBranch, createdAt, archived, deleted, service, null);
  }

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
    this(id, path, name, webUrl, defaultBranch, createdAt, archived, deleted, null, null);
  }
}
