/** The true metric values, computed from the world's own model and never from API answers. */
@NullMarked
package io.throughline.simulator.truth;

import org.jspecify.annotations.NullMarked;
