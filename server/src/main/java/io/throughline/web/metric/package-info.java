/** The catalogue, one metric, and the items behind a number. Floor 6. */
@NullMarked
package io.throughline.web.metric;

import org.jspecify.annotations.NullMarked;
