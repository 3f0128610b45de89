/** The page that sets our way of counting beside that of others. Floor 6. */
@NullMarked
package io.throughline.web.counting;

import org.jspecify.annotations.NullMarked;
