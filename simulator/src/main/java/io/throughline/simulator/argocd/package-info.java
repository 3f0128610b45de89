/** The company's Argo CD with its Argo Rollouts. */
@NullMarked
package io.throughline.simulator.argocd;

import org.jspecify.annotations.NullMarked;
