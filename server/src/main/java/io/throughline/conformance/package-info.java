/**
 * How work keeps to the delivery process: passports, what is in each phase, what is to do. Floor 5.
 */
@NullMarked
package io.throughline.conformance;

import org.jspecify.annotations.NullMarked;
