/** The page of all teams. Floor 6. */
@NullMarked
package io.throughline.web.overview;

import org.jspecify.annotations.NullMarked;
