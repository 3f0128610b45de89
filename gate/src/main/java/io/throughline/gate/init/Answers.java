package io.throughline.gate.init;

import java.util.Set;

/**
 * What the kit has to know of a repository.
 *
 * @param service id of what it builds
 * @param kind {@link #SERVICE} or {@link #LIBRARY}
 * @param team id of the team that owns it
 * @param ci the systems that build it
 */
record Answers(String service, String kind, String team, Set<Ci> ci) {
  static final String SERVICE = "service";
  static final String LIBRARY = "library";

  /** A system that runs pipelines. */
  enum Ci {
    GITLAB,
    JENKINS
  }

  Answers {
    ci = Set.copyOf(ci);
  }

  boolean isService() {
    return kind.equals(SERVICE);
  }
}
