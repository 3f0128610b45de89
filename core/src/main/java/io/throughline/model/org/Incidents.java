package io.throughline.model.org;

import java.util.List;

/**
 * What counts as an incident.
 *
 * @param requests globs of request types, or of issue types, whose requests to a service desk tell
 *     that something does not work; compared in any case
 */
public record Incidents(List<String> requests) {
  /** What holds for an organisation that says nothing: the words that desks come with. */
  public static final Incidents USUAL =
      new Incidents(
          List.of(
              "*incident*", "*outage*", "*fault*", "*broken*", "report a bug", "*system problem*"));

  public Incidents {
    requests = List.copyOf(requests);
  }
}
