/** The page of where people's days go, and what initiatives cost. Floor 6. */
@NullMarked
package io.throughline.web.investment;

import org.jspecify.annotations.NullMarked;
