/** Security reports of GitLab's scanners. Floor 1. */
@NullMarked
package io.throughline.report.gitlabsecurity;

import org.jspecify.annotations.NullMarked;
