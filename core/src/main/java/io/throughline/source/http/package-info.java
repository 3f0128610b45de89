/** The one door out to source systems. Floor 1. */
@NullMarked
package io.throughline.source.http;

import org.jspecify.annotations.NullMarked;
