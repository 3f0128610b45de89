/** Clover XML, as Clover, Istanbul and PHPUnit write it. Floor 1. */
@NullMarked
package io.throughline.report.clover;

import org.jspecify.annotations.NullMarked;
