/** The page of the health of a team and its sprints. Floor 6. */
@NullMarked
package io.throughline.web.health;

import org.jspecify.annotations.NullMarked;
