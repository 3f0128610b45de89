/** What follows from facts and dimensions, as scripts that every engine runs alike. Floor 2. */
@NullMarked
package io.throughline.warehouse.derive;

import org.jspecify.annotations.NullMarked;
