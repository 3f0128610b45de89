/** YAML reports, read as a stream. Floor 1. */
@NullMarked
package io.throughline.report.yaml;

import org.jspecify.annotations.NullMarked;
