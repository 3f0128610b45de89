/** The world going on in real time: run windows and webhooks. */
@NullMarked
package io.throughline.simulator.live;

import org.jspecify.annotations.NullMarked;
