/** What an API offers, and how much of that tests have called. Floor 1. */
@NullMarked
package io.throughline.report.openapi;

import org.jspecify.annotations.NullMarked;
