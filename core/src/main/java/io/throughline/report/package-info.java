/**
 * Reports of build tools: what they say, whatever wrote them. One package a format beside this one.
 * Floor 1.
 */
@NullMarked
package io.throughline.report;

import org.jspecify.annotations.NullMarked;
