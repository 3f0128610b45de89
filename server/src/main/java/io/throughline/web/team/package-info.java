/** The page of one team. Floor 6. */
@NullMarked
package io.throughline.web.team;

import org.jspecify.annotations.NullMarked;
