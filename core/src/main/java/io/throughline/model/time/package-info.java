/** Periods, zones and working calendars. Floor 0. */
@NullMarked
package io.throughline.model.time;

import org.jspecify.annotations.NullMarked;
