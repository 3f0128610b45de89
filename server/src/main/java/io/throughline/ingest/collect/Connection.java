package io.throughline.ingest.collect;

import io.throughline.model.org.SourceConfig;
import io.throughline.source.SourceSystem;

/** A configured source and what knows how to speak with it. */
public record Connection(SourceConfig config, SourceSystem system) {}
