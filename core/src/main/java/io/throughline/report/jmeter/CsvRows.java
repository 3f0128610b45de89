package io.throughline.report.jmeter;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import io.throughline.report.Notes;
import org.jspecify.annotations.Nullable;

/**
 * Takes the cells of a CSV where they stand in the buffer of the reader, without making a text of
 * each, and tells the run of a sample at the end of each row. What is wrong is kept until somebody
 * asks, since the reader cannot be told.
 */
final class CsvRows extends AbstractBaseCsvCallbackHandler<CsvRows> {
  private final JmeterRun run;
  private final Shard shard;
  private final Column[] columns;
  private final boolean hasSuccess;
  private boolean header;
  private long rows;
  private @Nullable Clock clock;
  private @Nullable String problem;
  private boolean quoted;

  private @Nullable Tally transaction;
  private @Nullable Recent thread;
  private long start;
  private int elapsed;
  private Outcome outcome = Outcome.UNTOLD;
  private int users;
  private int parts;
  private boolean typed;
  private boolean errorCode;

  CsvRows(JmeterRun run, Shard shard, Layout layout) {
    this.run = run;
    this.shard = shard;
    this.columns = layout.columns().toArray(Column[]::new);
    this.hasSuccess = layout.has(Column.SUCCESS);
    this.header = layout.header();
  }

  /** What is wrong with the row; null when nothing is. */
  @Nullable String problem() {
    return problem;
  }

  /** Number of the line at which the row begins, from 1. */
  long line() {
    return getStartingLineNumber();
  }

  /** Whether the last cell is in quotes. */
  boolean endsQuoted() {
    return quoted;
  }

  /** How many samples there were. */
  long rows() {
    return rows;
  }

  @Override
  protected void handleBegin(long line) {
    transaction = null;
    thread = null;
    start = Sample.NO_TIME;
    elapsed = 0;
    outcome = Outcome.UNTOLD;
    users = Sample.NO_USERS;
    parts = Sample.NO_CONTROLLER;
    typed = false;
    errorCode = false;
  }

  @Override
  protected void handleField(int index, char[] text, int from, int length, boolean inQuotes) {
    quoted = inQuotes;
    if (header || problem != null || index >= columns.length) {
      return;
    }
    switch (columns[index]) {
      case START -> start(text, from, length);
      case ELAPSED -> elapsed(text, from, length);
      case LABEL -> label(text, from, length);
      case CODE -> errorCode = Words.isError(text, from, length);
      case MESSAGE -> parts = Words.parts(text, from, length);
      case THREAD -> thread = shard.thread(new String(text, from, length));
      case TYPE -> typed = length > 0;
      case SUCCESS -> outcome = Words.outcome(text, from, length);
      case USERS -> users(text, from, length);
      case SAMPLES -> samples(text, from, length);
      case OTHER -> {}
    }
    if (columns[index] == Column.SUCCESS && outcome == Outcome.UNTOLD) {
      problem = quote(text, from, length) + " is neither true nor false, as success has to be";
    }
  }

  private void start(char[] text, int from, int length) {
    long millis = Words.whole(text, from, length);
    Clock told = Clock.EPOCH;
    if (millis == Words.NONE) {
      millis = Words.local(text, from, length);
      told = Clock.LOCAL;
    }
    if (millis == Words.NONE) {
      problem = quote(text, from, length) + " is no time that is known";
    } else if (clock == null) {
      clock = told;
      shard.clock(told);
    } else if (clock != told) {
      problem = "its times are of two kinds: milliseconds, and with a date";
    }
    start = millis;
  }

  private void elapsed(char[] text, int from, int length) {
    long millis = Words.whole(text, from, length);
    if (millis == Words.NONE) {
      problem = quote(text, from, length) + " is no elapsed time in milliseconds";
    } else if (Math.abs(millis) > Sample.LONGEST) {
      problem = "an elapsed time of " + millis + " ms is longer than any test";
    } else {
      elapsed = (int) millis;
    }
  }

  private void label(char[] text, int from, int length) {
    try {
      transaction = run.transaction(new String(text, from, length));
    } catch (TooMany e) {
      problem = e.reason();
    }
  }

  private void users(char[] text, int from, int length) {
    long count = Words.whole(text, from, length);
    if (count < 0 || count > Sample.LONGEST) {
      problem = quote(text, from, length) + " is no number of users";
    } else {
      users = (int) count;
    }
  }

  private void samples(char[] text, int from, int length) {
    long count = Words.whole(text, from, length);
    if (count < 0) {
      problem = quote(text, from, length) + " is no number of samples";
    } else if (count > 1) {
      problem = "a row stands for " + count + " samples, whose times it does not tell";
    }
  }

  private static String quote(char[] text, int from, int length) {
    return "\"" + Notes.piece(new String(text, from, length)) + "\"";
  }

  @Override
  protected CsvRows buildRecord() {
    if (getRecordType() == RecordType.EMPTY) {
      return this;
    }
    if (header) {
      header = false;
    } else if (problem == null && getFieldCount() != columns.length) {
      problem = "a row has " + getFieldCount() + " cells, and " + columns.length + " belong there";
    } else if (problem == null) {
      add();
    }
    return this;
  }

  private void add() {
    rows++;
    try {
      shard.add(
          new Sample(
              transaction,
              thread,
              start,
              elapsed,
              hasSuccess ? outcome : Outcome.UNTOLD,
              users,
              typed ? Sample.NO_CONTROLLER : parts,
              false,
              errorCode));
    } catch (TooMany e) {
      problem = e.reason();
    }
  }
}
