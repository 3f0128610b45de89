/**
 * Reading {@code throughline.yaml}: every mistake with file, line and what was expected. Floor 1.
 */
@NullMarked
package io.throughline.config;

import org.jspecify.annotations.NullMarked;
