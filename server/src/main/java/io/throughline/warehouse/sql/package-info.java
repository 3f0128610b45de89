/** What differs between engines, and how rows get into a table. Floor 2. */
@NullMarked
package io.throughline.warehouse.sql;

import org.jspecify.annotations.NullMarked;
