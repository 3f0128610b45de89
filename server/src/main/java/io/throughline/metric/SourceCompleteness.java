package io.throughline.metric;

import io.throughline.ledger.Ledger;
import io.throughline.ledger.SourceStatus;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.SourceConfig;
import java.time.Instant;
import java.util.Comparator;
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
          "review_request", "merge_requests",
          "person_activity", "merge_requests",
          "pipeline", "pipelines",
          "deployment", "deployments",
          "release", "releases");

  private final Ledger ledger;
  private final Supplier<Organisation> organisation;

  public SourceCompleteness(Ledger ledger, Supplier<Organisation> organisation) {
    this.ledger = ledger;
    this.organisation = organisation;
  }

  @Override
  public Optional<Instant> until(List<String> needs) {
    List<String> feeds = needs.stream().map(need -> FEEDS.getOrDefault(need, need)).toList();
    Instant least = null;
    for (SourceConfig source : organisation.get().sources()) {
      List<SourceStatus.FeedStatus> scopes =
          ledger.status(source.id()).feeds().stream()
              .filter(feed -> feeds.contains(feed.feed()))
              .toList();
      if (scopes.isEmpty() || scopes.stream().anyMatch(scope -> scope.completeUntil() == null)) {
        return Optional.empty();
      }
      Instant reached =
          scopes.stream()
              .map(SourceStatus.FeedStatus::completeUntil)
              .filter(java.util.Objects::nonNull)
              .min(Comparator.naturalOrder())
              .orElse(Instant.EPOCH);
      least = least == null || reached.isBefore(least) ? reached : least;
    }
    return Optional.ofNullable(least);
  }
}
