/** Jira Cloud's interfaces over the company's tickets. */
@NullMarked
package io.throughline.simulator.jira;

import org.jspecify.annotations.NullMarked;
