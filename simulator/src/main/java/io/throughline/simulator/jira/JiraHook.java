package io.throughline.simulator.jira;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered webhook.
 *
 * @param events what it wants to hear, {@code jira:issue_updated}
 * @param secret signs what is sent; null for no signature
 */
public record JiraHook(
    long id, String name, String url, List<String> events, @Nullable String secret) {
  /** True when the event goes here. */
  public boolean hears(String event) {
    return events.contains(event);
  }

  // A secret must not end up in a log by accident.
  @Override
  public String toString() {
    return "JiraHook[" + id + ", " + url + "]";
  }
}
