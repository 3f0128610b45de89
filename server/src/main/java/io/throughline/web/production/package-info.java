/** The pages of what runs in production. Floor 6. */
@NullMarked
package io.throughline.web.production;

import org.jspecify.annotations.NullMarked;
