/** SARIF 2.1.0, as analysers and scanners write it. Floor 1. */
@NullMarked
package io.throughline.report.sarif;

import org.jspecify.annotations.NullMarked;
