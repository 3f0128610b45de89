/** Metrics that are made of other readings and of forecasts. Floor 5. */
@NullMarked
package io.throughline.health;

import org.jspecify.annotations.NullMarked;
