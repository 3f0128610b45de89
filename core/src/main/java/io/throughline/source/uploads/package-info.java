/** What is sent by itself: evidence of gates and reports of builds, and corrections of people. */
@NullMarked
package io.throughline.source.uploads;

import org.jspecify.annotations.NullMarked;
