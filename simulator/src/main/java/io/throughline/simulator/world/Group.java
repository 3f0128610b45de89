package io.throughline.simulator.world;

import org.jspecify.annotations.Nullable;

/**
 * A GitLab group.
 *
 * @param parentId the enclosing group; null at the top
 */
public record Group(long id, String path, String name, @Nullable Long parentId) {}
