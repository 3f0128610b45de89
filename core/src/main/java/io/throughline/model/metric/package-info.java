/** What a metric is. Floor 0. */
@NullMarked
package io.throughline.model.metric;

import org.jspecify.annotations.NullMarked;
