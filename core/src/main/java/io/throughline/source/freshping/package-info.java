/**
 * Freshping, and what watches services from outside in its way: checks, whether they found
 * something up or down, and planned maintenance. Floor 1.
 */
@NullMarked
package io.throughline.source.freshping;

import org.jspecify.annotations.NullMarked;
