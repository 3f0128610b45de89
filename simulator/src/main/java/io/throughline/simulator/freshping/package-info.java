/** The company's Freshping: what checks from outside find. */
@NullMarked
package io.throughline.simulator.freshping;

import org.jspecify.annotations.NullMarked;
