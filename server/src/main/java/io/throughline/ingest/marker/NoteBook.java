package io.throughline.ingest.marker;

import io.throughline.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was noted at a source, kept in the ledger so that a restart notes nothing twice. Kept are
 * the newest ones, and since when there are any; what ended before that is never noted.
 */
final class NoteBook {
  /** As many notes are kept. */
  static final int MOST = 2_000;

  /**
   * A note.
   *
   * @param tries how often it was sent
   * @param again when it may be sent once more; null: it is there, or was given up
   */
  record Note(long deployment, long entity, Instant endedAt, int tries, @Nullable Instant again) {}

  private final Ledger ledger;
  private final String setting;
  private final Map<String, Note> notes = new LinkedHashMap<>();
  private Instant since;

  private NoteBook(Ledger ledger, String setting, Instant since) {
    this.ledger = ledger;
    this.setting = setting;
    this.since = since;
  }

  /**
   * The book of a source; a new one begins now.
   *
   * @param sourceId as configured
   */
  static NoteBook open(Ledger ledger, String sourceId, Instant now) {
    String setting = setting(sourceId);
    Optional<String> kept = ledger.setting(setting);
    if (kept.isEmpty() || kept.get().isEmpty()) {
      NoteBook book = new NoteBook(ledger, setting, now);
      book.save();
      return book;
    }
    List<String> lines = kept.get().lines().toList();
    NoteBook book = new NoteBook(ledger, setting, Instant.parse(lines.getFirst()));
    lines.stream().skip(1).map(NoteBook::note).forEach(book::put);
    return book;
  }

  /** Ends the book of a source that allows no notes: the next one begins when it is opened. */
  static void end(Ledger ledger, String sourceId) {
    if (!ledger.setting(setting(sourceId)).orElse("").isEmpty()) {
      ledger.saveSetting(setting(sourceId), "");
    }
  }

  private static String setting(String sourceId) {
    return "markers of " + sourceId;
  }

  /** What ended until then is not noted. */
  Instant since() {
    return since;
  }

  /**
   * What is kept of a deployment at an entity, be it under the id that it had before an earlier
   * part of it was known; null when it was never sent.
   */
  @Nullable Note of(Due due) {
    Note note = notes.get(key(due.deployment(), due.entity()));
    if (note == null) {
      for (long part : due.parts()) {
        Note other = notes.get(key(part, due.entity()));
        if (other != null) {
          return other;
        }
      }
    }
    return note;
  }

  /** Keeps a note durably, in the place of what was kept of it. */
  void keep(Note note) {
    put(note);
    save();
  }

  /** Leaves out what ended until then, which is never asked for again. */
  void forget(Instant until) {
    if (until.isAfter(since)) {
      since = until;
      notes.values().removeIf(note -> !note.endedAt().isAfter(until));
    }
  }

  private void put(Note note) {
    notes.put(key(note.deployment(), note.entity()), note);
  }

  private void save() {
    if (notes.size() > MOST) {
      List<Instant> ends = new ArrayList<>(notes.values().stream().map(Note::endedAt).toList());
      ends.sort(null);
      forget(ends.get(notes.size() - MOST - 1));
    }
    StringBuilder text = new StringBuilder(since.toString());
    for (Note note : notes.values()) {
      text.append('\n')
          .append(note.deployment())
          .append(' ')
          .append(note.entity())
          .append(' ')
          .append(note.endedAt())
          .append(' ')
          .append(note.tries())
          .append(' ')
          .append(note.again() == null ? "-" : note.again());
    }
    ledger.saveSetting(setting, text.toString());
  }

  private static Note note(String line) {
    String[] parts = line.split(" ", -1);
    return new Note(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Instant.parse(parts[2]),
        Integer.parseInt(parts[3]),
        parts[4].equals("-") ? null : Instant.parse(parts[4]));
  }

  private static String key(long deployment, long entity) {
    return deployment + " " + entity;
  }
}
