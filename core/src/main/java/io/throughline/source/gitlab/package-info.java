/** GitLab: how to fetch, how to verify, how to map. Floor 1. */
@NullMarked
package io.throughline.source.gitlab;

import org.jspecify.annotations.NullMarked;
