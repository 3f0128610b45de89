/** Mochawesome, which Mocha and Cypress write. Floor 1. */
@NullMarked
package io.throughline.report.mochawesome;

import org.jspecify.annotations.NullMarked;
