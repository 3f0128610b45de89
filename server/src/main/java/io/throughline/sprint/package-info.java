/** Sprints and boards as their tickets' histories tell them. Floor 4, beside the metrics. */
@NullMarked
package io.throughline.sprint;

import org.jspecify.annotations.NullMarked;
