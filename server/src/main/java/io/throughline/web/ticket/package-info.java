/** The passport of a ticket. Floor 6. */
@NullMarked
package io.throughline.web.ticket;

import org.jspecify.annotations.NullMarked;
