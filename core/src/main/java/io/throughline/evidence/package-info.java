/**
 * What builds send of themselves: the evidence of their gates, and single reports. From bytes to
 * facts, pure. Floor 1.
 */
@NullMarked
package io.throughline.evidence;

import org.jspecify.annotations.NullMarked;
