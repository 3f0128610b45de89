package io.throughline.simulator.jenkins;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The addresses that the Notification plugin sends to; a secret stands in each. */
public final class JenkinsHooks {
  private final CopyOnWriteArrayList<String> addresses = new CopyOnWriteArrayList<>();

  /** Adds an address; one that is there already stays once. */
  public void add(String address) {
    addresses.addIfAbsent(address);
  }

  /** All addresses. */
  public List<String> all() {
    return List.copyOf(addresses);
  }
}
