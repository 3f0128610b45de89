package io.throughline.simulator.live;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** All addresses that were set up. */
final class Subscriptions {
  private static final Set<String> SYSTEMS = Set.of("pagerduty", "newrelic", "freshping");

  private final CopyOnWriteArrayList<Subscription> all = new CopyOnWriteArrayList<>();

  /**
   * Adds one, replacing that of the same system and address.
   *
   * @throws IllegalArgumentException for a system that is none of these, or no address
   */
  void add(Subscription one) {
    if (!SYSTEMS.contains(one.system())) {
      throw new IllegalArgumentException("system must be pagerduty, newrelic or freshping");
    }
    if (!one.url().startsWith("http://") && !one.url().startsWith("https://")) {
      throw new IllegalArgumentException("url must begin with http or https");
    }
    all.removeIf(s -> s.system().equals(one.system()) && s.url().equals(one.url()));
    all.add(one);
  }

  List<Subscription> all() {
    return List.copyOf(all);
  }

  /** Those of one system. */
  List<Subscription> of(String system) {
    return all.stream().filter(s -> s.system().equals(system)).toList();
  }
}
