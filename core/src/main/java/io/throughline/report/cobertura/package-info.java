/** Cobertura XML, as Cobertura, Istanbul, coverage.py, SimpleCov and Coverlet write it. Floor 1. */
@NullMarked
package io.throughline.report.cobertura;

import org.jspecify.annotations.NullMarked;
