/**
 * The store for asking: facts, what follows from them, dimensions. Can always be rebuilt. Floor 2.
 */
@NullMarked
package io.throughline.warehouse;

import org.jspecify.annotations.NullMarked;
