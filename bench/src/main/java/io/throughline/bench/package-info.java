/** Measurements of the whole product. */
@NullMarked
package io.throughline.bench;

import org.jspecify.annotations.NullMarked;
