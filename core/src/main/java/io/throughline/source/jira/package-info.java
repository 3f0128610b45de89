/** Jira, Cloud and Data Center: how to verify and map what it sends. Floor 1. */
@NullMarked
package io.throughline.source.jira;

import org.jspecify.annotations.NullMarked;
