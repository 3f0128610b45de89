/** Reads the sources on a timer and on wish, into the ledger. Floor 3. */
@NullMarked
package io.throughline.ingest.collect;

import org.jspecify.annotations.NullMarked;
