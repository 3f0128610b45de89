package io.throughline.gate;

/**
 * A file that should be a report and cannot be read.
 *
 * @param place in the file; empty for all of it
 */
public record Unreadable(String path, String place, String reason) {}
