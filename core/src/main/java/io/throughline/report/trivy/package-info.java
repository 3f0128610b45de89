/** Trivy JSON of all its schemas. Floor 1. */
@NullMarked
package io.throughline.report.trivy;

import org.jspecify.annotations.NullMarked;
