/**
 * Jenkins: which jobs there are, their builds with stages, tests and evidence of gates. Floor 1.
 */
@NullMarked
package io.throughline.source.jenkins;

import org.jspecify.annotations.NullMarked;
