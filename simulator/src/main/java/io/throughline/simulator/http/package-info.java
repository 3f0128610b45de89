/** What every make-believe interface shares: requests, answers, faults on demand, one port. */
@NullMarked
package io.throughline.simulator.http;

import org.jspecify.annotations.NullMarked;
