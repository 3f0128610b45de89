/** Small pages on which users answer a survey; the only ones that other machines may reach. */
@NullMarked
package io.throughline.web.survey;

import org.jspecify.annotations.NullMarked;
