/**
 * What becomes of the make-believe company's versions where its users are: how they are brought
 * out, what breaks, how the services are used, and what their users say. All of it is a pure
 * function of the company's history and of a moment.
 */
@NullMarked
package io.throughline.simulator.production;

import org.jspecify.annotations.NullMarked;
