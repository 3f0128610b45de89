/** What builds send by themselves: evidence of gates, and reports. */
@NullMarked
package io.throughline.source.uploads;

import org.jspecify.annotations.NullMarked;
