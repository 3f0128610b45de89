package io.throughline.ingest;

import io.throughline.source.Refresh;

/** A wish to read one thing again, with the source to read it from. */
public record RefreshWish(String sourceId, Refresh refresh) {}
