/** The company's New Relic. */
@NullMarked
package io.throughline.simulator.newrelic;

import org.jspecify.annotations.NullMarked;
