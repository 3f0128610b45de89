/** The make-believe QMetry: test cases, their links to tickets, cycles and runs. */
@NullMarked
package io.throughline.simulator.qmetry;

import org.jspecify.annotations.NullMarked;
