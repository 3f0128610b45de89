/** Recordings of HTTP requests. Floor 1. */
@NullMarked
package io.throughline.report.har;

import org.jspecify.annotations.NullMarked;
