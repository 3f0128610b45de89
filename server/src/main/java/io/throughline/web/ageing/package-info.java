/** The page of work that is still open. Floor 6. */
@NullMarked
package io.throughline.web.ageing;

import org.jspecify.annotations.NullMarked;
