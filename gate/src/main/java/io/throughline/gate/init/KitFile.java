package io.throughline.gate.init;

/**
 * A file of the kit.
 *
 * @param path in the repository, with slashes
 * @param runs whether it is a command
 */
record KitFile(String path, String text, boolean runs) {}
