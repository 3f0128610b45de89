package io.throughline.web;

import io.throughline.ledger.SourceStatus;
import io.throughline.ledger.SourceStatus.FeedStatus;
import io.throughline.web.part.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the numbers reach.
 *
 * @param state {@code none} without sources, {@code filling} before the first complete run, {@code
 *     fresh}, {@code late} when nothing was completed for an hour, {@code broken} when a source
 *     needs a person
 * @param text one sentence
 * @param until everything before this was read from every source; null while one never finished
 */
public record Freshness(String state, String text, @Nullable Instant until) {
  private static final Duration LATE = Duration.ofHours(1);

  /** Judges all sources together. */
  public static Freshness of(List<SourceStatus> sources, Instant now) {
    if (sources.isEmpty()) {
      return new Freshness("none", "No source is configured yet", null);
    }
    List<SourceStatus> broken =
        sources.stream().filter(source -> source.state().equals("stopped")).toList();
    Instant until = until(sources);
    if (!broken.isEmpty()) {
      return new Freshness("broken", broken.getFirst().sourceId() + " needs your help", until);
    }
    if (until == null) {
      return new Freshness("filling", "History is being read", null);
    }
    String text = "Complete until " + Times.ago(until, now);
    boolean late = Duration.between(until, now).compareTo(LATE) > 0;
    return new Freshness(late ? "late" : "fresh", text, until);
  }

  /**
   * Whether a feed is a list that was read to its end. Lists (of projects, say) are read again each
   * time and so reach no instant.
   */
  public static boolean wholeList(FeedStatus feed) {
    Long total = feed.total();
    return feed.completeUntil() == null && total != null && feed.done() >= total;
  }

  /** The instant up to which every feed of every source was read; null when one never finished. */
  public static @Nullable Instant until(List<SourceStatus> sources) {
    List<FeedStatus> feeds =
        sources.stream()
            .flatMap(source -> source.feeds().stream())
            .filter(feed -> !wholeList(feed))
            .toList();
    if (feeds.isEmpty() || feeds.stream().anyMatch(feed -> feed.completeUntil() == null)) {
      return null;
    }
    return feeds.stream()
        .map(FeedStatus::completeUntil)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }
}
