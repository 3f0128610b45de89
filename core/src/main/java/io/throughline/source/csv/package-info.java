/** The one place where tables from outside are read. Floor 1. */
@NullMarked
package io.throughline.source.csv;

import org.jspecify.annotations.NullMarked;
