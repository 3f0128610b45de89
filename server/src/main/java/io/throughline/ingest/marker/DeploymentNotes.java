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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notes deployments that succeeded in production at the entities of their services in New Relic,
 * for sources with {@code write_markers: true}. It has a thread of its own, so that nobody waits
 * for it. Nothing of the past is noted: only what ends after it was first allowed, and nothing that
 * becomes known more than a day late.
 */
public final class DeploymentNotes implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration LATEST = Duration.ofDays(1);
  private static final int MOST_TRIES = 5;

  /** By then the notes that are there have been read, and tell whether the failure was one. */
  private static final Duration PAUSE = Duration.ofMinutes(15);

  private static final String FEED = "markers";
  private static final String SCOPE = "writing";
  private static final System.Logger LOG = System.getLogger(DeploymentNotes.class.getName());

  /** Where notes are written. */
  private record Target(SourceConfig source, JdkHttpDoor door) {}

  private final Warehouse warehouse;
  private final Ledger ledger;
  private final Clock clock;
  private final List<Target> targets = new ArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("markers").factory());

  /** Looks at nothing until it is started. Sources that allow no notes are left out. */
  public DeploymentNotes(
      Warehouse warehouse, Ledger ledger, List<Connection> connections, Doors doors) {
    this.warehouse = warehouse;
    this.ledger = ledger;
    this.clock = doors.clock();
    for (Connection connection : connections) {
      SourceConfig source = connection.config();
      if (source.system().equals("newrelic") && MarkerWriter.allowed(source.settings())) {
        open(connection, doors);
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
    for (Target target : targets) {
      try {
        look(target);
      } catch (WarehouseException | LedgerException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "deployments could not be noted in " + target.source().id(),
            e);
      }
    }
  }

  private void look(Target target) throws InterruptedException {
    Instant now = clock.instant();
    NoteBook book = NoteBook.open(ledger, target.source().id(), now);
    book.forget(now.minus(LATEST));
    int source = ledger.number("source", target.source().id());
    for (Due due : Due.find(warehouse, source, book.since(), now)) {
      Note note = book.of(due);
      if (note == null || note.again() != null && !note.again().isAfter(now)) {
        if (!note(target, book, due, note == null ? 0 : note.tries())) {
          return; // the others would fail as well, and are tried at the next look
        }
      }
    }
  }

  /** False when it failed. That it is being sent is kept before it is, since it may break off. */
  private boolean note(Target target, NoteBook book, Due due, int tried)
      throws InterruptedException {
    if (due.known()) {
      book.keep(kept(due, tried, null));
      return true;
    }
    int tries = tried + 1;
    Instant again = tries < MOST_TRIES ? clock.instant().plus(PAUSE) : null;
    book.keep(kept(due, tries, again));
    try {
      new MarkerWriter(target.door()).write(marker(due));
      book.keep(kept(due, tries, null));
      ledger.notice(target.source().id(), FEED, SCOPE, null);
      return true;
    } catch (SourceException | IllegalArgumentException e) {
      tell(target, due, String.valueOf(e.getMessage()), again);
      return false;
    }
  }

  private void tell(Target target, Due due, String why, @Nullable Instant again) {
    String message =
        "The deployment of "
            + due.version()
            + " could not be noted: "
            + why
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
