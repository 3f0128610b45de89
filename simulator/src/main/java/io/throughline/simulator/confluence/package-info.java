/** The make-believe Confluence Cloud: spaces, pages and labels. */
@NullMarked
package io.throughline.simulator.confluence;

import org.jspecify.annotations.NullMarked;
