package io.throughline.source.argocd;

import io.throughline.source.Due;
import io.throughline.source.Fanout;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Rollouts and their analysis runs, of applications that have any: in each run of those that moved
 * since they were read or are not healthy, of the others once an hour.
 */
final class RolloutsFeed implements Feed {
  static final String ID = "rollouts";
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int AT_ONCE = 4;

  @Override
  public String id() {
    return ID;
  }

  /** Where it is kept how the Rollouts of an application bring versions out. */
  static String strategy(AppName app) {
    return "strategy/" + app;
  }

  private static boolean isOff(FeedRun run) {
    return run.settings().getOrDefault("rollouts", "true").equals("false");
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (isOff(run)) {
      return;
    }
    Instant asked = run.clock().instant();
    List<KnownApp> due = KnownApp.all(run).stream().filter(app -> isDue(run, app)).toList();
    AtomicReference<@Nullable SourceException> later = new AtomicReference<>();
    Fanout.each(
        due,
        AT_ONCE,
        app -> {
          try {
            new RolloutReading(run, app).read();
            run.saveCursor("read/" + app.app(), app.mark());
            Due.done(run, "looked/" + app.app());
            run.notice(app.app().toString(), null);
          } catch (SourceException e) {
            if (e.remedy() == Remedy.PERSON) {
              throw e;
            }
            if (e.remedy() == Remedy.RETRY) {
              later.compareAndSet(null, e);
            } else {
              run.notice(
                  app.app().toString(),
                  "Application " + app.app() + " gives no rollouts. " + e.getMessage());
            }
          }
        });
    SourceException failure = later.get();
    if (failure != null) {
      throw failure;
    }
    run.completeUntil("", asked);
  }

  private static boolean isDue(FeedRun run, KnownApp app) {
    if (!app.rollouts()) {
      return false;
    }
    boolean moved = !run.cursor("read/" + app.app()).equals(Optional.of(app.mark()));
    return moved || !app.health().equals("healthy") || Due.now(run, "looked/" + app.app(), EVERY);
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals(ID)) {
      return false;
    }
    if (!isOff(run)) {
      AppName app = new AppName(wish.scope(), wish.item());
      Optional<KnownApp> known =
          KnownApp.all(run).stream()
              .filter(one -> one.app().equals(app) && one.rollouts())
              .findFirst();
      if (known.isPresent()) {
        // Which sync the pods are of is not known before the list was read again.
        new RolloutReading(run, known.get().withoutSync()).read();
      }
    }
    return true;
  }
}
