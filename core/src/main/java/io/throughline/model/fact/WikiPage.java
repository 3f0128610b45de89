package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page of a wiki: a requirements document, a design, anything written.
 *
 * @param space the short name of the space that it is in, {@code SHOP}; null where the source does
 *     not tell
 * @param webUrl its address for people
 * @param parentId the page above it; null at the top
 * @param authorId the account that created it
 * @param updatedAt when its newest version was saved
 * @param version the number of its newest version, from 1 on
 * @param archived whether it was put away; it can still be read
 * @param deleted true once it is in the bin
 * @param hidden true once the source no longer shows it and does not say why: gone for good, or
 *     closed to us
 */
public record WikiPage(
    long id,
    @Nullable String space,
    @Nullable String title,
    @Nullable String webUrl,
    @Nullable Long parentId,
    @Nullable Long authorId,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable Integer version,
    @Nullable Boolean archived,
    @Nullable Boolean deleted,
    @Nullable Boolean hidden)
    implements Snapshot {}
