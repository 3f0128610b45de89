/** JUnit XML in the dialects of the tools that write it. Floor 1. */
@NullMarked
package io.throughline.report.junit;

import org.jspecify.annotations.NullMarked;
