/** The record: deliveries, cursors, dead letters. What was acknowledged is never lost. Floor 2. */
@NullMarked
package io.throughline.ledger;

import org.jspecify.annotations.NullMarked;
