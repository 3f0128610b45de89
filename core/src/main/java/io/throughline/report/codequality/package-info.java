/** Code Quality JSON, as GitLab reads it from linters. Floor 1. */
@NullMarked
package io.throughline.report.codequality;

import org.jspecify.annotations.NullMarked;
