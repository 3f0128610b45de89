/** What the company's pipelines leave behind of their gates. */
@NullMarked
package io.throughline.simulator.evidence;

import org.jspecify.annotations.NullMarked;
