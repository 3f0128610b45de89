package io.throughline.web;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the make-believe house in the place of the real one, where a test profile asks for it. */
@Alternative
@Singleton
final class FakeHouseBeans {
  private final PageSources sources = FakeHouse.plain().sources();

  @Produces
  @Singleton
  @Alternative
  PageSources sources() {
    return sources;
  }
}
