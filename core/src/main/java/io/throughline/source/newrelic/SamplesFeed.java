package io.throughline.source.newrelic;

import io.throughline.source.Due;
import io.throughline.source.Fanout;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, stretch by stretch from the oldest on. Applications that were read equally far
 * and have the same limit of Apdex are asked for together.
 *
 * <p>Agents report by the minute and some of them late. So what is younger than two minutes is not
 * asked for, and what was read younger than a quarter of an hour is read again, every five minutes.
 */
final class SamplesFeed implements Feed {
  static final String ID = "samples";
  private static final Duration REPORTED = Duration.ofMinutes(2);
  private static final Duration SETTLED = Duration.ofMinutes(15);
  private static final Duration LATE = Duration.ofMinutes(5);
  private static final Set<Integer> MINUTES = Set.of(1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60);
  private static final int AT_ONCE = 4;
  private static final int BATCH = 20;

  /**
   * Applications that are asked for together.
   *
   * @param from from when on
   * @param apdexT null where New Relic tells no limit and the settings neither
   */
  record Batch(Instant from, @Nullable Double apdexT, List<Entity> entities) {}

  /**
   * How one run reads.
   *
   * @param now when it began
   * @param until the end of what can be read
   * @param settled up to where nothing will be read again
   * @param minutes length of a sample
   */
  record Plan(Instant now, Instant until, Instant settled, int minutes) {
    static Plan of(Instant now, int minutes) {
      return new Plan(
          now,
          Stretch.floor(now.minus(REPORTED), minutes),
          Stretch.floor(now.minus(SETTLED), minutes),
          minutes);
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    Plan plan = Plan.of(run.clock().instant(), minutes(run));
    Account.number(run.settings());
    boolean again = Due.now(run, "late", LATE);
    Fanout.each(
        batches(run, again),
        AT_ONCE,
        batch -> new SampleReading(run, plan, batch.apdexT(), batch.entities()).read(batch.from()));
    if (again) {
      Due.done(run, "late");
    }
    // Applications come and go; one that went would say for ever that nothing newer was read.
    run.completeUntil("", plan.settled());
  }

  private static int minutes(FeedRun run) {
    String text = run.settings().getOrDefault("sample_minutes", "");
    int minutes = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 1;
    return MINUTES.contains(minutes) ? minutes : 1;
  }

  private static List<Batch> batches(FeedRun run, boolean again) throws SourceException {
    TreeMap<String, List<Entity>> alike = new TreeMap<>();
    for (Entity entity : EntitiesFeed.known(run)) {
      Double apdexT = apdexT(run, entity);
      alike
          .computeIfAbsent(
              from(run, entity, again) + " " + (apdexT == null ? "" : apdexT),
              key -> new ArrayList<>())
          .add(entity);
    }
    List<Batch> batches = new ArrayList<>();
    for (List<Entity> group : alike.values()) {
      for (int i = 0; i < group.size(); i += BATCH) {
        List<Entity> some = List.copyOf(group.subList(i, Math.min(group.size(), i + BATCH)));
        Entity first = some.getFirst();
        batches.add(new Batch(from(run, first, again), apdexT(run, first), some));
      }
    }
    batches.sort(Comparator.comparing(Batch::from));
    return batches;
  }

  private static @Nullable Double apdexT(FeedRun run, Entity entity) {
    String own = run.settings().getOrDefault("apdex_t", "");
    return own.matches("[0-9]{1,3}(\\.[0-9]{1,6})?") && Double.parseDouble(own) > 0
        ? Double.valueOf(own)
        : entity.apdexT();
  }

  /** Where the reading of an application goes on. */
  private static Instant from(FeedRun run, Entity entity, boolean again) {
    Optional<String> settled = run.cursor(settledScope(entity));
    Optional<String> until = run.cursor(untilScope(entity));
    return Instant.parse(
        (again ? settled : until.or(() -> settled)).orElseGet(() -> run.since().toString()));
  }

  /**
   * Remembers how far applications were read. What is settled moves on only from where it ends, so
   * that what was read young is not passed over.
   */
  static void done(FeedRun run, Plan plan, Collection<Entity> entities, Stretch stretch) {
    Instant reached = stretch.to().isAfter(plan.settled()) ? plan.settled() : stretch.to();
    for (Entity entity : entities) {
      Optional<Instant> settled = run.cursor(settledScope(entity)).map(Instant::parse);
      if (settled.isEmpty()
          || (!stretch.from().isAfter(settled.get()) && reached.isAfter(settled.get()))) {
        run.saveCursor(settledScope(entity), reached.toString());
      }
      run.saveCursor(untilScope(entity), stretch.to().toString());
    }
  }

  private static String settledScope(Entity entity) {
    return "settled/" + entity.guid();
  }

  private static String untilScope(Entity entity) {
    return "until/" + entity.guid();
  }
}
