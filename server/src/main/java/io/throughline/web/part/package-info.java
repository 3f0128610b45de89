/**
 * The parts that pages are put together from: figures, sparklines, bars, data of charts. Floor 6.
 */
@NullMarked
package io.throughline.web.part;

import org.jspecify.annotations.NullMarked;
