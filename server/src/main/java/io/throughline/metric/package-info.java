/** The catalogue, observations and readings. Floor 4. */
@NullMarked
package io.throughline.metric;

import org.jspecify.annotations.NullMarked;
