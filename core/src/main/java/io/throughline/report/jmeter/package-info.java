/** JMeter's results as CSV and as XML, and the statistics of its dashboard. Floor 1. */
@NullMarked
package io.throughline.report.jmeter;

import org.jspecify.annotations.NullMarked;
