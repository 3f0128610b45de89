/** Teams, services and people over time. Floor 0. */
@NullMarked
package io.throughline.model.org;

import org.jspecify.annotations.NullMarked;
