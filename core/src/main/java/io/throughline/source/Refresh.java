package io.throughline.source;

/**
 * A wish to read one thing again from its source.
 *
 * @param feed the feed that can read it ({@code merge_request}, {@code pipeline}, {@code
 *     deployment}, {@code project}, {@code user})
 * @param scope the source's own id of the project, or empty text
 * @param item the source's own id of the thing inside the scope
 */
public record Refresh(String feed, String scope, String item) {}
