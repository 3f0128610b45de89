/** SonarQube Server and SonarQube Cloud: how to fetch, verify and map. Floor 1. */
@NullMarked
package io.throughline.source.sonarqube;

import org.jspecify.annotations.NullMarked;
