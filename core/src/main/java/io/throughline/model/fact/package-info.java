/** Facts: what happened in the source systems, in words that belong to no vendor. Floor 0. */
@NullMarked
package io.throughline.model.fact;

import org.jspecify.annotations.NullMarked;
