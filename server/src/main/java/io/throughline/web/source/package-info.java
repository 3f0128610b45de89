/** The pages of the sources and of a single delivery. Floor 6. */
@NullMarked
package io.throughline.web.source;

import org.jspecify.annotations.NullMarked;
