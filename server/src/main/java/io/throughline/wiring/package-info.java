/** Puts the house together: the one place that knows every part. */
@NullMarked
package io.throughline.wiring;

import org.jspecify.annotations.NullMarked;
