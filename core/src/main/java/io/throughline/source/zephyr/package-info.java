/** Zephyr Scale for Jira Cloud. Floor 1. */
@NullMarked
package io.throughline.source.zephyr;

import org.jspecify.annotations.NullMarked;
