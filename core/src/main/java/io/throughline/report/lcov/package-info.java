/** LCOV tracefiles. Floor 1. */
@NullMarked
package io.throughline.report.lcov;

import org.jspecify.annotations.NullMarked;
