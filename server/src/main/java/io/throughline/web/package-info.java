/** The pages. Floor 6. */
@NullMarked
package io.throughline.web;

import org.jspecify.annotations.NullMarked;
