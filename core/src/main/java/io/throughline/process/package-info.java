/** Reading the delivery process from its file. Floor 1. */
@NullMarked
package io.throughline.process;

import org.jspecify.annotations.NullMarked;
