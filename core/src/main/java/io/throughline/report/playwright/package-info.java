/** Playwright's JSON report of tests in browsers. Floor 1. */
@NullMarked
package io.throughline.report.playwright;

import org.jspecify.annotations.NullMarked;
