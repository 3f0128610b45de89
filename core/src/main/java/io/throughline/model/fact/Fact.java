package io.throughline.model.fact;

/**
 * One typed, source-neutral row. Its record components are the columns of its warehouse table:
 * {@code MergeRequest} is stored in {@code fact_merge_request}, {@code webUrl} in {@code web_url}.
 * Allowed component types: {@code long}, {@code int}, {@code Long}, {@code Integer}, {@code
 * Boolean}, {@code Double}, {@code String}, {@code Instant} (stored in UTC) and enums (stored as
 * lower-case text).
 */
public sealed interface Fact permits Snapshot, Member {}
