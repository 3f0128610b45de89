package io.throughline.model.org;

import org.jspecify.annotations.Nullable;

/**
 * Where the server listens and keeps its data.
 *
 * @param listen {@code host:port} of pages and API; loopback until sign-in exists
 * @param hooksListen {@code host:port} where {@code /hooks} alone is offered; null: only beside the
 *     pages
 * @param data folder of the two stores
 */
public record ServerConfig(String listen, @Nullable String hooksListen, String data) {}
