/** The starter kit: what a repository needs to take part, and how it gets there. Floor 8. */
@NullMarked
package io.throughline.gate.init;

import org.jspecify.annotations.NullMarked;
