/**
 * What builds and versions have to show for themselves: which gates they passed, on what evidence,
 * and whether they may be deployed. Floor 5.
 */
@NullMarked
package io.throughline.evidenced;

import org.jspecify.annotations.NullMarked;
