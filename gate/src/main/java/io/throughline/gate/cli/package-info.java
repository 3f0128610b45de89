/**
 * The command that judges a build: finds reports, applies the rules, tells the verdict. Floor 8.
 */
@NullMarked
package io.throughline.gate.cli;

import org.jspecify.annotations.NullMarked;
