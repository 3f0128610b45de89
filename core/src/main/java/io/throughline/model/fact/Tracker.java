package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * A container of tickets (a Jira project).
 *
 * @param key what the keys of its tickets begin with
 * @param kind {@code software}, {@code service_desk} or {@code business}
 * @param deleted true once the source confirmed that it is gone
 */
public record Tracker(
    long id,
    @Nullable String key,
    @Nullable String name,
    @Nullable String kind,
    @Nullable String webUrl,
    @Nullable Boolean deleted)
    implements Snapshot {}
