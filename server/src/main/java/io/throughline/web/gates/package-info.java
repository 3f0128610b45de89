/** The pages of the gates of builds. Floor 6. */
@NullMarked
package io.throughline.web.gates;

import org.jspecify.annotations.NullMarked;
