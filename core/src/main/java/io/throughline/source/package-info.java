/** The shape that every source system shares: how to fetch, how to verify, how to map. Floor 1. */
@NullMarked
package io.throughline.source;

import org.jspecify.annotations.NullMarked;
