/** A make-believe organisation that speaks the source systems' real interfaces. */
@NullMarked
package io.throughline.simulator;

import org.jspecify.annotations.NullMarked;
