/**
 * The make-believe company itself: people, teams, services and one coherent history that is a pure
 * function of a seed and of time.
 */
@NullMarked
package io.throughline.simulator.world;

import org.jspecify.annotations.NullMarked;
