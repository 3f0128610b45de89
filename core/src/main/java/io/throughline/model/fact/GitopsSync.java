package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One operation by which a GitOps controller such as Argo CD brought a revision of Git to one
 * place: succeeded, failed or still going on. Its application is a {@link Project} of the
 * controller.
 *
 * @param projectId the application
 * @param cluster where it went: name or address of the cluster
 * @param environment as people call the place; null where nothing names it
 * @param tier as in {@link Environment}, where labels or settings tell it
 * @param phase {@code running}, {@code terminating}, {@code succeeded}, {@code failed} or {@code
 *     error}
 * @param revision commit of the GitOps repository; of several sources the first one's
 * @param images what ran when it had ended, in order, joined by blanks: {@code
 *     registry.acme.io/shop:1.4.2@sha256:…}; null where the payload does not tell, empty for none
 * @param appSha commit of the application, where a label or annotation tells it ({@code
 *     org.opencontainers.image.revision}), in lower case
 * @param automated whether the controller began it by itself
 * @param startedBy user name of who began it; null when it was automated
 * @param trigger {@code sync}, {@code self_heal} or {@code rollback}, where the source tells
 * @param startedAt when the operation began
 * @param finishedAt when it ended; null while it runs
 * @param resources how many resources it changed; 0 changed nothing; null where it is not told
 */
public record GitopsSync(
    long id,
    @Nullable Long projectId,
    @Nullable String cluster,
    @Nullable String environment,
    @Nullable String tier,
    @Nullable String phase,
    @Nullable String revision,
    @Nullable String images,
    @Nullable String appSha,
    @Nullable Boolean automated,
    @Nullable String startedBy,
    @Nullable String trigger,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Integer retries,
    @Nullable Integer resources,
    @Nullable String message,
    @Nullable String webUrl)
    implements Snapshot {}
