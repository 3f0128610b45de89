/** What tells open pages that numbers may have moved. Floor 6. */
@NullMarked
package io.throughline.web.live;

import org.jspecify.annotations.NullMarked;
