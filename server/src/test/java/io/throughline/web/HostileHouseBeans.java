package io.throughline.web;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** A house in which every text that comes from outside is hostile. */
@Alternative
@Singleton
final class HostileHouseBeans {
  /** Ends attributes, elements, scripts and templates; calls a script; starts a request. */
  static final String HOSTILE =
      "x\"'><img src=x onerror=alert(1)><script>alert(2)</script></script><b hx-get=\"/evil\""
          + " hx-on:click=\"alert(3)\">{{7*7}}${7*7}{7}[[${7*7}]]\u2028javascript:alert(4)";

  private final PageSources sources = new FakeHouse(text -> text + HOSTILE).sources();

  @Produces
  @Singleton
  @Alternative
  PageSources sources() {
    return sources;
  }
}
