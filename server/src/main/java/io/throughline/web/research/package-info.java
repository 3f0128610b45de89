/** The page of product research. Floor 6. */
@NullMarked
package io.throughline.web.research;

import org.jspecify.annotations.NullMarked;
