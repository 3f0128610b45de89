/** Argo CD with Argo Rollouts: how to fetch, verify and map. Floor 1. */
@NullMarked
package io.throughline.source.argocd;

import org.jspecify.annotations.NullMarked;
