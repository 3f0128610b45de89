package io.throughline.evidenced;

import java.time.Instant;

/**
 * From an analysis on, a service's main branch is rated in another mode of SonarQube. The letters
 * of one mode cannot be converted into those of the other.
 *
 * @param serviceName name of the service
 * @param mode {@code standard} (Standard Experience) or {@code mqr} (Multi-Quality Rule)
 */
public record ModeChange(Instant at, String serviceName, String mode) {}
