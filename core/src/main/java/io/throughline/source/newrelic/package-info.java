/**
 * New Relic through NerdGraph and the webhooks of its workflows: entities, samples, alert issues
 * and deployment markers. Floor 1.
 */
@NullMarked
package io.throughline.source.newrelic;

import org.jspecify.annotations.NullMarked;
