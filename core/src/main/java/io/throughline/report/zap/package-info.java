/** Reports of ZAP, which scans programs while they run. Floor 1. */
@NullMarked
package io.throughline.report.zap;

import org.jspecify.annotations.NullMarked;
