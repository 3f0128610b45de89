/** The pages of sprints and boards. Floor 6. */
@NullMarked
package io.throughline.web.sprint;

import org.jspecify.annotations.NullMarked;
