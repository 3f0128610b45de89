/** What is likely to come, from what was. Pure. Floor 5. */
@NullMarked
package io.throughline.forecast;

import org.jspecify.annotations.NullMarked;
