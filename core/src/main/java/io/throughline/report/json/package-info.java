/** JSON reports, read as a stream. Floor 1. */
@NullMarked
package io.throughline.report.json;

import org.jspecify.annotations.NullMarked;
