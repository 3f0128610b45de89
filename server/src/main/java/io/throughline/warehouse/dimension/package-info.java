/** Teams, people, services and calendars as rows. Floor 2. */
@NullMarked
package io.throughline.warehouse.dimension;

import org.jspecify.annotations.NullMarked;
