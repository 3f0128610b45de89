/**
 * Facts as they are stored: tables made from records, and what the newest telling of a thing is.
 * Floor 2.
 */
@NullMarked
package io.throughline.warehouse.fact;

import org.jspecify.annotations.NullMarked;
