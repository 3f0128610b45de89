package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A proposed change to a branch and what became of it.
 *
 * @param iid the number that people know, unique in its project
 * @param authorId {@link FactId} of the author's account
 * @param state {@code opened}, {@code closed}, {@code merged} or {@code locked}
 * @param mergeSha the commit that the merge made on the target branch
 * @param squashSha the commit that the squash made
 * @param labels comma-separated with a comma at both ends ({@code ,bug,hotfix,}); empty text when
 *     there are none
 * @param revertsIid number, in the same project, of the merge request that this one says it reverts
 * @param revertsSha commit (or its first 8 characters or more) that this one says it reverts
 * @param cherryPickOf commit (or its first 8 characters or more) that this one was picked from
 * @param assistant the AI assistant that the description or a label names; null when none does
 * @param branchKeys what looks like the key of a ticket in the source branch, upper case, as {@code
 *     labels}; whether there is such a ticket is not known here
 * @param titleKeys the same in the title
 * @param descriptionKeys the same in the description
 * @param deleted true once the source confirmed that it is gone
 */
public record MergeRequest(
    long id,
    @Nullable Long projectId,
    @Nullable Long iid,
    @Nullable String title,
    @Nullable String webUrl,
    @Nullable Long authorId,
    @Nullable String sourceBranch,
    @Nullable String targetBranch,
    @Nullable Long sourceProjectId,
    @Nullable String state,
    @Nullable Boolean draft,
    @Nullable Instant createdAt,
    @Nullable Instant mergedAt,
    @Nullable Instant closedAt,
    @Nullable Long mergedById,
    @Nullable String headSha,
    @Nullable String mergeSha,
    @Nullable String squashSha,
    @Nullable String labels,
    @Nullable Long revertsIid,
    @Nullable String revertsSha,
    @Nullable String cherryPickOf,
    @Nullable String assistant,
    @Nullable String branchKeys,
    @Nullable String titleKeys,
    @Nullable String descriptionKeys,
    @Nullable Boolean deleted)
    implements Snapshot {}
