/** The vocabulary that every floor shares: no input, no output, no framework. */
@NullMarked
package io.throughline.model;

import org.jspecify.annotations.NullMarked;
