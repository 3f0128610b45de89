/** JaCoCo XML. Floor 1. */
@NullMarked
package io.throughline.report.jacoco;

import org.jspecify.annotations.NullMarked;
