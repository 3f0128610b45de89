/**
 * What a commit of a GitOps repository changed: which images and versions, read from its diff, and
 * the commit of the application that its message names. Pure; where commits come from is the
 * business of the system that holds the repository. Floor 1.
 */
@NullMarked
package io.throughline.source.gitops;

import org.jspecify.annotations.NullMarked;
