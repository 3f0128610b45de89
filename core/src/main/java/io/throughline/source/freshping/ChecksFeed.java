package io.throughline.source.freshping;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Presence;
import io.throughline.source.Refresh;
import io.throughline.source.Sha256;
import io.throughline.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The checks and how each is now. The list is stored when something in it changed, when a webhook
 * told of a change, and after a stretch in which it could not be read: for that it is kept when it
 * was read last.
 */
final class ChecksFeed implements Feed {
  static final String ID = "checks";

  private static final String READ = "read";
  private static final String KNOWN = "known";
  private static final String DIGEST = "digest";

  /** Shorter stretches are the way of every network. */
  private static final Duration LEAST_GAP = Duration.ofMinutes(15);

  private static final int POLLS_OF_A_GAP = 5;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    read(run, false);
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals(ID)) {
      return false;
    }
    read(run, true);
    return true;
  }

  private static void read(FeedRun run, boolean told) throws SourceException, InterruptedException {
    CheckList list = CheckList.read(run.http());
    Instant now = run.clock().instant();
    Map<String, String> context = new HashMap<>();
    gap(run, now).ifPresent(last -> context.put(CheckMapping.LAST_READ, last.toString()));
    SortedSet<Long> gone = gone(run, list.numbers());
    if (!gone.isEmpty()) {
      context.put(CheckMapping.GONE, joined(gone));
    }
    String digest = Sha256.hex(list.body());
    boolean changed = !run.cursor(DIGEST).equals(Optional.of(digest));
    if (told || changed || !context.isEmpty()) {
      PageStore.set(run, ID, context, List.of(list.body()));
      run.saveCursor(DIGEST, digest);
    }
    remember(run, list.numbers(), gone);
    run.saveCursor(READ, now.toString());
    run.notice(
        "",
        list.numbers().isEmpty()
            ? "Freshping shows this key no check. Is it the right account?"
            : null);
    run.progress("", list.numbers().size(), (long) list.numbers().size());
    run.completeUntil("", Objects.requireNonNullElse(list.theirTime(), now));
  }

  /** When the list was read last, if that is so long ago that nobody knows what was in between. */
  private static Optional<Instant> gap(FeedRun run, Instant now) {
    Duration polls = run.pollEvery().multipliedBy(POLLS_OF_A_GAP);
    Duration longest = polls.compareTo(LEAST_GAP) > 0 ? polls : LEAST_GAP;
    return run.cursor(READ).map(Instant::parse).filter(last -> now.isAfter(last.plus(longest)));
  }

  /**
   * Checks that are no longer listed and that Freshping says to be nowhere. When all are missing at
   * once, the key is of another account, say, and nothing is gone.
   */
  private static SortedSet<Long> gone(FeedRun run, SortedSet<Long> listed)
      throws SourceException, InterruptedException {
    SortedSet<Long> gone = new TreeSet<>();
    if (isAnother(run, listed)) {
      run.notice(
          "all",
          "Freshping lists none of the checks that it had. Is the key of another account now? What"
              + " was read is kept.");
      return gone;
    }
    run.notice("all", null);
    SortedSet<Long> missing = known(run);
    missing.removeAll(listed);
    for (long number : missing) {
      if (Presence.of(run.http(), CheckList.PATH + number + "/") == Presence.GONE) {
        gone.add(number);
      }
    }
    return gone;
  }

  /** What is missing and not gone may be told gone later. */
  private static void remember(FeedRun run, SortedSet<Long> listed, SortedSet<Long> gone) {
    if (isAnother(run, listed)) {
      return;
    }
    SortedSet<Long> now = known(run);
    now.addAll(listed);
    now.removeAll(gone);
    if (!run.cursor(KNOWN).equals(Optional.of(joined(now)))) {
      run.saveCursor(KNOWN, joined(now));
    }
  }

  private static boolean isAnother(FeedRun run, SortedSet<Long> listed) {
    SortedSet<Long> known = known(run);
    return known.size() > 1 && known.stream().noneMatch(listed::contains);
  }

  private static SortedSet<Long> known(FeedRun run) {
    return numbers(run.cursor(KNOWN).orElse(""));
  }

  private static SortedSet<Long> numbers(String text) {
    return Arrays.stream(text.split(" "))
        .filter(number -> number.matches("[0-9]{1,15}"))
        .map(Long::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String joined(SortedSet<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
