package io.throughline.ingest.marker;

import io.throughline.ingest.collect.Connection;
import io.throughline.ingest.collect.Doors;
import io.throughline.ingest.marker.NoteBook.Note;
import io.throughline.ledger.Ledger;
import io.throughline.ledger.LedgerException;
import io.throughline.model.org.SourceConfig;
import io.throughline.source.SourceException;
import io.throughline.source.http.JdkHttpDoor;
import io.throughline.source.newrelic.Marker;
import io.throughline.source.newrelic.MarkerWriter;
import io.throughline.warehouse.Warehouse;
import io.throughline.warehouse.WarehouseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notes deployments that came to production at the entities of their services in New Relic, for
 * sources with {@code write_markers: true}. It has a thread of its own, so that nobody waits for
 * it. Nothing of the past is noted: only what ends after it was allowed, and nothing that becomes
 * known more than a day late.
 */
public final class DeploymentNotes implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration LATEST = Duration.ofDays(1);
  private static final int MOST_TRIES = 5;

  /** By then New Relic tells of what it took, though its answer was lost. */
  private static final Duration PAUSE = Duration.ofMinutes(15);

  private static final Set<String> TELLING = Set.of("argocd", "gitlab");
  private static final String FEED = "markers";
  private static final String SCOPE = "writing";
  private static final System.Logger LOG = System.getLogger(DeploymentNotes.class.getName());

  /** Where notes are written. */
  private record Target(SourceConfig source, JdkHttpDoor door) {}

  private final Warehouse warehouse;
  private final Ledger ledger;
  private final Clock clock;
  private final List<Target> targets = new ArrayList<>();

  /** Sources that are read and tell of deployments. */
  private final List<String> tellers;

  /** The last delivery at the last look; at the first one any. */
  private long lastHead = Long.MAX_VALUE;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("markers").factory());

  /** Looks at nothing until it is started. Sources that allow no notes are left out. */
  public DeploymentNotes(
      Warehouse warehouse, Ledger ledger, List<Connection> connections, Doors doors) {
    this.warehouse = warehouse;
    this.ledger = ledger;
    this.clock = doors.clock();
    this.tellers =
        connections.stream()
            .filter(c -> TELLING.contains(c.system().id()) && c.config().token() != null)
            .map(c -> c.config().id())
            .toList();
    for (Connection connection : connections) {
      SourceConfig source = connection.config();
      if (source.system().equals("newrelic")) {
        if (MarkerWriter.allowed(source.settings())) {
          open(connection, doors);
        } else {
          NoteBook.end(ledger, source.id());
          ledger.notice(source.id(), FEED, SCOPE, null);
        }
      }
    }
  }

  private void open(Connection connection, Doors doors) {
    try {
      targets.add(
          new Target(
              connection.config(),
              doors.open(connection, until -> LOG.log(System.Logger.Level.DEBUG, "made to wait"))));
    } catch (IllegalArgumentException e) {
      String source = connection.config().id();
      ledger.notice(source, FEED, SCOPE, "Deployments cannot be noted: " + e.getMessage());
    }
  }

  /** Looks every minute from now on; does nothing where no source allows notes. */
  public void start() {
    if (!targets.isEmpty()) {
      var unused =
          thread.scheduleWithFixedDelay(this::tryLook, 0, LOOK.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void tryLook() {
    try {
      look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "deployments could not be noted", e);
    }
  }

  /** What happens every minute. */
  public void look() throws InterruptedException {
    boolean told = told();
    for (Target target : targets) {
      try {
        NoteBook book = NoteBook.open(ledger, target.source().id(), clock.instant());
        if (told) {
          look(target, book);
        }
      } catch (WarehouseException | LedgerException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "deployments could not be noted in " + target.source().id(),
            e);
      }
    }
  }

  /**
   * Whether the warehouse tells all that was stored a minute ago, and what brings deployments about
   * was read to its end once. Before that the same deployment may be another one: a pipeline that
   * turns out to be the shadow of a sync.
   */
  private boolean told() {
    long head = ledger.head();
    long before = Math.min(head, lastHead);
    lastHead = head;
    return warehouse.position() >= before
        && tellers.stream().allMatch(source -> ledger.status(source).lastSuccess() != null);
  }

  private void look(Target target, NoteBook book) throws InterruptedException {
    Instant now = clock.instant();
    book.forget(now.minus(LATEST));
    int source = ledger.number("source", target.source().id());
    for (Due due : Due.find(warehouse, source, book.since(), now)) {
      Note note = book.of(due);
      if (note != null && due.endedAt().isAfter(note.endedAt())) {
        // It came to one more place, and is known as long as it is asked for.
        note = kept(due, note.tries(), note.again());
        book.keep(note);
      }
      boolean open = note == null || note.again() != null && !note.again().isAfter(now);
      if (open && !note(target, book, due, note == null ? 0 : note.tries())) {
        return; // the others would fail as well, and are tried at the next look
      }
    }
  }

  /**
   * False when it failed. That it is being sent is kept before it is, since it may break off; what
   * may be there already is looked for, since New Relic would keep it twice.
   */
  private boolean note(Target target, NoteBook book, Due due, int tried)
      throws InterruptedException {
    int tries = tried;
    Instant again = clock.instant().plus(PAUSE);
    try {
      if (!due.known()) {
        Marker marker = marker(due);
        MarkerWriter writer = new MarkerWriter(target.door(), target.source().settings());
        book.keep(kept(due, tries, again));
        if (!writer.isThere(marker)) {
          tries++;
          again = tries < MOST_TRIES ? again : null;
          book.keep(kept(due, tries, again));
          writer.write(marker);
        }
      }
      book.keep(kept(due, tries, null));
      ledger.notice(target.source().id(), FEED, SCOPE, null);
      return true;
    } catch (SourceException e) {
      tell(target, due, String.valueOf(e.getMessage()), again);
      return false;
    } catch (IllegalArgumentException e) {
      book.keep(kept(due, tries, null));
      tell(target, due, e.getMessage() + ".", null);
      return true;
    }
  }

  private void tell(Target target, Due due, String why, @Nullable Instant again) {
    String message =
        "The deployment of "
            + due.version()
            + " could not be noted: "
            + why
            + (why.endsWith(".") ? "" : ".")
            + (again == null ? " It is not tried again." : " It is tried again at " + again + ".");
    LOG.log(System.Logger.Level.INFO, "Source {0}: {1}", target.source().id(), message);
    ledger.notice(target.source().id(), FEED, SCOPE, message);
  }

  private static Note kept(Due due, int tries, @Nullable Instant again) {
    return new Note(due.deployment(), due.entity(), due.endedAt(), tries, again);
  }

  private static Marker marker(Due due) {
    return new Marker(
        due.guid(),
        due.version(),
        due.sha(),
        due.endedAt(),
        due.kind().equals("rollback") ? "rolled back to an earlier version" : null,
        due.webUrl());
  }

  @Override
  public void close() {
    thread.shutdownNow();
    targets.forEach(target -> target.door().close());
  }
}
