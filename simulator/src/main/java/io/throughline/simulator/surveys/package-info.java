/** Exports of the company's surveys, as its form tools write them. */
@NullMarked
package io.throughline.simulator.surveys;

import org.jspecify.annotations.NullMarked;
