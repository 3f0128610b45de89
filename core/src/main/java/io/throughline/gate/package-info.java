/**
 * Quality gates: rules, what reports say, and the verdict that follows from both. Pure: the same
 * input gives the same verdict. Floor 1.
 */
@NullMarked
package io.throughline.gate;

import org.jspecify.annotations.NullMarked;
