package io.throughline.ingest.collect;

import io.throughline.ledger.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells the sources page how a source does; writes only what changed. Safe for several threads. */
final class SourceState {
  private final Ledger ledger;
  private final String sourceId;
  private final Clock clock;
  private String state = "";
  private @Nullable String message;
  private @Nullable Instant until;

  SourceState(Ledger ledger, String sourceId, Clock clock) {
    this.ledger = ledger;
    this.sourceId = sourceId;
    this.clock = clock;
  }

  void running() {
    note("running", null, null);
  }

  /** A run ended and everything was read. */
  void idle() {
    note("idle", null, null);
  }

  /** The source makes us wait; the run goes on by itself. */
  void limited(Instant end) {
    note("limited", "The source limits how often it may be asked; reading goes on by itself.", end);
  }

  /** It will be tried again by itself. */
  void failing(String why, Instant nextTry) {
    note("failing", why, nextTry);
  }

  /** Somebody must act. */
  void stopped(String why) {
    note("stopped", why, null);
  }

  /** Something came, so a wait is over. */
  synchronized void alive() {
    if (state.equals("limited") && until != null && !until.isAfter(clock.instant())) {
      running();
    }
  }

  private synchronized void note(
      String newState, @Nullable String newMessage, @Nullable Instant newUntil) {
    boolean same =
        state.equals(newState)
            && Objects.equals(message, newMessage)
            && Objects.equals(until, newUntil);
    if (!same) {
      state = newState;
      message = newMessage;
      until = newUntil;
      ledger.noteState(sourceId, newState, newMessage, newUntil);
    }
  }
}
