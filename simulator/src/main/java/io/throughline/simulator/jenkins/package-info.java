/** A make-believe Jenkins that builds the projects which GitLab does not build. */
@NullMarked
package io.throughline.simulator.jenkins;

import org.jspecify.annotations.NullMarked;
