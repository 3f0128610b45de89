/** The company's PagerDuty. */
@NullMarked
package io.throughline.simulator.pagerduty;

import org.jspecify.annotations.NullMarked;
