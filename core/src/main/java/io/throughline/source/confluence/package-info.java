/** Confluence, Cloud and Data Center. Floor 1. */
@NullMarked
package io.throughline.source.confluence;

import org.jspecify.annotations.NullMarked;
