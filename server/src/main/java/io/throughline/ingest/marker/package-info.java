/** Notes deployments in monitoring systems, where their sources allow it. Floor 3. */
@NullMarked
package io.throughline.ingest.marker;

import org.jspecify.annotations.NullMarked;
