/** The make-believe SonarQube: projects, analyses, measures, gates, issues and webhooks. */
@NullMarked
package io.throughline.simulator.sonarqube;

import org.jspecify.annotations.NullMarked;
