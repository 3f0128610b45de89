/** The delivery process as data. Floor 0. */
@NullMarked
package io.throughline.model.process;

import org.jspecify.annotations.NullMarked;
