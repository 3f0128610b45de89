/** The world seen through GitLab's REST API version 4. */
@NullMarked
package io.throughline.simulator.gitlab;

import org.jspecify.annotations.NullMarked;
