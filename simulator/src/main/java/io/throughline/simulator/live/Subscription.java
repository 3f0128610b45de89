package io.throughline.simulator.live;

/**
 * Where one of the systems sends what happens, of those in which a person sets that up by hand.
 *
 * @param system {@code pagerduty}, {@code newrelic} or {@code freshping}
 * @param token what it signs with, or sends along
 */
public record Subscription(String system, String url, String token) {
  // A secret must not end up in a log by accident.
  @Override
  public String toString() {
    return "Subscription[" + system + ", " + url + "]";
  }
}
