/** The one place where XML from outside is read. Floor 1. */
@NullMarked
package io.throughline.report.xml;

import org.jspecify.annotations.NullMarked;
