package io.throughline.cli;

import io.throughline.ledger.SourceStatus;
import io.throughline.model.org.SourceConfig;
import io.throughline.wiring.House;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * How far the reading of the history has come, over all sources.
 *
 * @param read whether each source was read to its end at least once, maybe by an earlier start
 * @param share 0 to 1
 * @param items what was read so far, in words
 * @param trouble what is in the way; empty when nothing is
 * @param deliveries that the ledger keeps
 */
record Backfill(
    boolean done, boolean read, double share, String items, String trouble, long deliveries) {
  /** Feeds of what people count, with its name. */
  private static final Map<String, String> COUNTED = new LinkedHashMap<>();

  static {
    COUNTED.put("merge_requests", "merge requests");
    COUNTED.put("issues", "tickets");
  }

  static Backfill of(House house) {
    // What has no address is only sent to, as answers to surveys are; it has no history.
    List<SourceStatus> sources =
        house.organisation().sources().stream()
            .filter(source -> !source.url().isEmpty())
            .map(SourceConfig::id)
            .map(house.ledger()::status)
            .toList();
    List<SourceStatus.FeedStatus> feeds =
        sources.stream().flatMap(s -> s.feeds().stream()).toList();
    String items = items(feeds);
    long known =
        feeds.stream()
            .filter(f -> f.total() != null)
            .mapToLong(f -> Objects.requireNonNull(f.total()))
            .sum();
    long done =
        feeds.stream()
            .filter(f -> f.total() != null)
            .mapToLong(f -> Math.min(f.done(), Objects.requireNonNull(f.total())))
            .sum();
    long head = house.ledger().head();
    long applied = house.projected();
    boolean read = sources.stream().allMatch(s -> s.lastSuccess() != null);
    double readShare = read ? 1 : known == 0 ? 0 : (double) done / known;
    double appliedShare = head == 0 ? 0 : (double) applied / head;
    String trouble =
        sources.stream()
            .filter(s -> s.message() != null && !s.state().equals("running"))
            .map(s -> "  " + s.sourceId() + ": " + s.message())
            .findFirst()
            .orElse("");
    return new Backfill(
        read && applied >= head,
        read,
        readShare * 0.95 * appliedShare + 0.05 * appliedShare,
        items,
        trouble,
        head);
  }

  /** {@code 20,181 deliveries kept}. */
  String kept() {
    return String.format(Locale.ROOT, "%,d deliveries kept", deliveries);
  }

  /** {@code 7,917 merge requests, 5,204 tickets}. */
  private static String items(List<SourceStatus.FeedStatus> feeds) {
    StringJoiner items = new StringJoiner(", ");
    COUNTED.forEach(
        (feed, name) -> {
          List<SourceStatus.FeedStatus> of =
              feeds.stream().filter(f -> f.feed().equals(feed)).toList();
          if (!of.isEmpty()) {
            long done = of.stream().mapToLong(SourceStatus.FeedStatus::done).sum();
            items.add(String.format(Locale.ROOT, "%,d %s", done, name));
          }
        });
    return items.length() == 0 ? "nothing yet" : items.toString();
  }
}
