package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * A user of a source system; a person may have several.
 *
 * @param email lower case; only one that the source itself vouches for
 * @param bot the source's own word on it; null when it does not say
 * @param state the source's word: {@code active}, {@code blocked}, ...
 */
public record Account(
    long id,
    @Nullable String username,
    @Nullable String name,
    @Nullable String email,
    @Nullable Boolean bot,
    @Nullable String state)
    implements Snapshot {}
