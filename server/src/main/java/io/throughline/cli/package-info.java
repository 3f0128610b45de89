/** The commands of the server. */
@NullMarked
package io.throughline.cli;

import org.jspecify.annotations.NullMarked;
