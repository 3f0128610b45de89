/** PagerDuty: how to fetch, verify and map. Floor 1. */
@NullMarked
package io.throughline.source.pagerduty;

import org.jspecify.annotations.NullMarked;
