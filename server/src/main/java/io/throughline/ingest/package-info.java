/** Receive, collect, project, rebuild. Floor 3. */
@NullMarked
package io.throughline.ingest;

import org.jspecify.annotations.NullMarked;
