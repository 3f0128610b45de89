/** The REST API. Floor 6. */
@NullMarked
package io.throughline.api;

import org.jspecify.annotations.NullMarked;
