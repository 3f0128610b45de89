/** The page of the delivery process. Floor 6. */
@NullMarked
package io.throughline.web.process;

import org.jspecify.annotations.NullMarked;
