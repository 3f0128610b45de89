package io.throughline.metric;

import io.throughline.ledger.Ledger;
import io.throughline.ledger.SourceStatus.FeedStatus;
import io.throughline.model.org.Organisation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** How far the sources were read, as their feeds noted it in the ledger. */
public final class SourceCompleteness implements Completeness {
  /** The feed that completes a fact table. */
  private static final Map<String, String> FEEDS =
      Map.of(
          "merge_request", "merge_requests",
          "merge_request_commit", "merge_requests",
          "merge_request_file", "merge_requests",
          "review_event", "merge_requests",
          "pipeline", "pipelines",
          "deployment", "deployments");

  /** One page asks hundreds of times; what the ledger said is believed for a moment. */
  private static final long MOMENT_NANOS = 1_000_000_000L;

  private final Ledger ledger;
  private final Supplier<Organisation> organisation;
  private volatile Told told = new Told(Long.MIN_VALUE, List.of());

  /** What the feeds of each source said at an instant of the JVM's clock. */
  private record Told(long nanos, List<List<FeedStatus>> sources) {}

  /** Reads from the ledger what the feeds noted there. */
  public SourceCompleteness(Ledger ledger, Supplier<Organisation> organisation) {
    this.ledger = ledger;
    this.organisation = organisation;
  }

  @Override
  public Optional<Instant> until(List<String> needs) {
    List<String> feeds = needs.stream().map(need -> FEEDS.getOrDefault(need, need)).toList();
    Instant least = null;
    for (List<FeedStatus> source : sources()) {
      List<FeedStatus> scopes = source.stream().filter(f -> feeds.contains(f.feed())).toList();
      if (scopes.isEmpty()) {
        return Optional.empty();
      }
      for (FeedStatus scope : scopes) {
        Instant reached = scope.completeUntil();
        if (reached == null) {
          return Optional.empty();
        }
        least = least == null || reached.isBefore(least) ? reached : least;
      }
    }
    return Optional.ofNullable(least);
  }

  private List<List<FeedStatus>> sources() {
    Told last = told;
    long now = System.nanoTime();
    if (last.nanos() == Long.MIN_VALUE || now - last.nanos() > MOMENT_NANOS) {
      last =
          new Told(
              now,
              organisation.get().sources().stream()
                  .map(source -> ledger.status(source.id()).feeds())
                  .toList());
      told = last;
    }
    return last.sources();
  }
}
