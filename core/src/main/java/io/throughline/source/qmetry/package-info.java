/** QMetry Test Management for Jira. Floor 1. */
@NullMarked
package io.throughline.source.qmetry;

import org.jspecify.annotations.NullMarked;
