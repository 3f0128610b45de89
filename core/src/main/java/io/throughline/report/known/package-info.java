/** The formats that are known, and how a file is told to be of one. Floor 1. */
@NullMarked
package io.throughline.report.known;

import org.jspecify.annotations.NullMarked;
