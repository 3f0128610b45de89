package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit of a GitOps repository that changed which version of an image runs somewhere. One commit
 * may change several files and images; each is one of these. A commit that was read whole and
 * changed no version is one of these without a path.
 *
 * @param projectId the GitOps repository
 * @param sha the commit, in lower case
 * @param path of the file that names the image; null where the commit changed no version
 * @param image without tag and digest; null where only a version is named, as of a chart
 * @param fromVersion tag, digest or version before; null when there was none
 * @param toVersion after; null when it was taken out
 * @param appSha commit of the application that the commit's message names, in lower case
 * @param author user name, or the name in the commit where no user is known
 * @param authorEmail in lower case, by which a machine is told from a person
 * @param mergeRequestId by which it came; null for a push
 * @param committedAt when it was committed
 */
public record GitopsChange(
    long id,
    @Nullable Long projectId,
    @Nullable String sha,
    @Nullable String path,
    @Nullable String image,
    @Nullable String fromVersion,
    @Nullable String toVersion,
    @Nullable String appSha,
    @Nullable String author,
    @Nullable String authorEmail,
    @Nullable Long mergeRequestId,
    @Nullable Instant committedAt,
    @Nullable String webUrl)
    implements Snapshot {}
