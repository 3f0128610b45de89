/** The one place where JSON from outside is read. Floor 1. */
@NullMarked
package io.throughline.source.json;

import org.jspecify.annotations.NullMarked;
