package io.throughline.ledger;

import io.throughline.source.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in one SQLite file. One thread writes, in group commits that are on the disk before
 * anybody is told; a few connections read.
 *
 * <p>Futures complete on the writing thread: whoever attaches work to them must keep it short.
 */
public final class SqliteLedger implements Ledger {
  private static final System.Logger LOG = System.getLogger(SqliteLedger.class.getName());

  private final Clock clock;
  private final LedgerFile file;
  private final DirectoryLock lock;
  private final Readers readers;
  private final GroupWriter writer;
  private boolean closed;
  private final AtomicLong head = new AtomicLong();
  private final WebhookCounts counts = new WebhookCounts();
  private final Numbers numbers;
  private final DeliveryReader deliveries;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  private SqliteLedger(LedgerFile file, DirectoryLock lock, Clock clock) throws SQLException {
    this.clock = clock;
    this.file = file;
    this.lock = lock;
    new LedgerOpening(file, clock).prepare();
    this.writer =
        new GroupWriter(
            () -> new WriteConnection(file.write()),
            this::committed,
            this::storeCounts,
            this::suspect);
    this.readers = new Readers(file, this::suspect);
    this.numbers = new Numbers(readers, writer);
    this.deliveries = new DeliveryReader(readers, numbers, this::damagedRow);
    head.accumulateAndGet(deliveries.head(), Math::max);
  }

  /**
   * Opens the ledger of a data directory, and makes both when they are absent. A damaged file is
   * put aside, and what can be read of it is kept; the setting {@code ledger.damage} then says what
   * happened.
   *
   * @param clock for times that are stored
   * @throws LedgerException when another process uses the directory, when the file is newer than
   *     this program, or when it cannot be opened; the message is for a person
   */
  public static SqliteLedger open(Path directory, Clock clock) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new LedgerException(
          "cannot make the data directory %s: %s".formatted(directory, e.getMessage()), e);
    }
    DirectoryLock lock = DirectoryLock.take(directory);
    try {
      return new SqliteLedger(LedgerFile.in(directory), lock, clock);
    } catch (SQLException e) {
      lock.close();
      throw new LedgerException("the ledger cannot be opened: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** What keeps the ledger from storing, for a person; empty when it is well. */
  public Optional<String> problem() {
    return Optional.ofNullable(writer.problem());
  }

  /** How many pieces of work wait to be stored; at most 4,096. */
  public int waiting() {
    return writer.waiting();
  }

  /** Calls after each commit that added deliveries, on the writing thread: it must not block. */
  public void onAppend(Runnable listener) {
    listeners.add(listener);
  }

  /** The first fault in the structure of the whole file, reading all of it; empty when sound. */
  public Optional<String> check() {
    return readers.read(h -> Optional.ofNullable(LedgerFile.quickCheck(h.getConnection())));
  }

  @Override
  public CompletableFuture<Appended> append(NewDelivery delivery) {
    PackedDelivery packed;
    try {
      packed = PackedDelivery.of(numbers.number("source", delivery.sourceId()), delivery);
    } catch (LedgerException e) {
      return CompletableFuture.failedFuture(e);
    }
    return writer.submit(c -> c.insert(packed));
  }

  @Override
  public List<Delivery> read(long after, int limit) {
    return deliveries.read(after, limit);
  }

  /** A delivery that is no longer what was stored is told, and never stops the line. */
  private void damagedRow(long sequence) {
    LOG.log(System.Logger.Level.ERROR, "delivery {0} is damaged in the ledger", sequence);
    bury(
        new DeadLetter(
            sequence,
            deliveries.sourceOf(sequence),
            "damaged",
            "",
            "The stored delivery is no longer what was written (its checksum is wrong):"
                + " the disk may be failing. Read the source again.",
            clock.instant()));
  }

  @Override
  public Optional<Delivery> delivery(long sequence) {
    return deliveries.one(sequence);
  }

  @Override
  public long head() {
    return head.get();
  }

  @Override
  public int number(String kind, String name) {
    return numbers.number(kind, name);
  }

  @Override
  public Optional<String> cursor(String sourceId, String feed, String scope) {
    return readers.read(
        h ->
            h.select(
                    "SELECT value FROM cursor WHERE source_id = ? AND feed = ? AND scope = ?",
                    sourceId,
                    feed,
                    scope)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public void saveCursor(String sourceId, String feed, String scope, String cursor) {
    execute(
        """
        INSERT INTO cursor (source_id, feed, scope, value) VALUES (?, ?, ?, ?)
        ON CONFLICT (source_id, feed, scope) DO UPDATE SET value = excluded.value
        """,
        sourceId,
        feed,
        scope,
        cursor);
  }

  @Override
  public void forgetCursors(String sourceId) {
    execute("DELETE FROM cursor WHERE source_id = ?", sourceId);
  }

  @Override
  public void bury(DeadLetter letter) {
    execute(
        "INSERT OR REPLACE INTO dead_letter (seq, source_id, kind, pointer, reason, at) VALUES (?, ?, ?, ?, ?, ?)",
        letter.sequence(),
        letter.sourceId(),
        letter.kind(),
        letter.pointer(),
        letter.reason(),
        letter.at().toString());
  }

  @Override
  public void exhume(long sequence) {
    execute("DELETE FROM dead_letter WHERE seq = ?", sequence);
  }

  @Override
  public List<DeadLetter> deadLetters(@Nullable String sourceId, int limit) {
    return readers.read(
        h ->
            h.createQuery(
                    "SELECT seq, source_id, kind, pointer, reason, at FROM dead_letter WHERE :id IS NULL OR source_id = :id ORDER BY seq DESC LIMIT :limit")
                .bind("id", sourceId)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new DeadLetter(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            Instant.parse(row.getString(6))))
                .list());
  }

  @Override
  public long deadLetterCount(String sourceId) {
    return readers.read(
        h ->
            h.select("SELECT count(*) FROM dead_letter WHERE source_id = ?", sourceId)
                .mapTo(Long.class)
                .one());
  }

  @Override
  public void noteProgress(
      String sourceId,
      String feed,
      String scope,
      @Nullable Long done,
      @Nullable Long total,
      @Nullable Instant completeUntil) {
    writer.call(
        c ->
            SourceTables.noteProgress(
                c.handle(), sourceId, feed, scope, done, total, completeUntil, clock.instant()));
  }

  @Override
  public void noteState(
      String sourceId, String state, @Nullable String message, @Nullable Instant until) {
    writer.call(
        c -> SourceTables.noteState(c.handle(), sourceId, state, message, until, clock.instant()));
  }

  @Override
  public void notice(String sourceId, String feed, String scope, @Nullable String message) {
    writer.call(
        c -> SourceTables.notice(c.handle(), sourceId, feed, scope, message, clock.instant()));
  }

  @Override
  public void countWebhook(String sourceId, @Nullable String refusal) {
    counts.count(sourceId, refusal, clock.instant());
  }

  @Override
  public SourceStatus status(String sourceId) {
    return readers.read(h -> SourceTables.status(h, sourceId, counts.of(sourceId)));
  }

  @Override
  public Optional<String> setting(String name) {
    return readers.read(
        h ->
            h.select("SELECT value FROM setting WHERE name = ?", name)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public void saveSetting(String name, String value) {
    execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value);
  }

  @Override
  public void noteLooks(List<Look> looks) {
    writer.call(
        c -> {
          for (Look look : looks) {
            c.handle()
                .execute(
                    "INSERT INTO look (at, viewer, person, what) VALUES (?, ?, ?, ?)",
                    look.at().toString(),
                    look.viewer(),
                    look.person(),
                    look.what());
          }
          return looks.size();
        });
  }

  @Override
  public List<Look> looks(String person, int limit) {
    return readers.read(
        h ->
            h.createQuery(
                    "SELECT at, viewer, person, what FROM look WHERE person = :person ORDER BY id DESC LIMIT :limit")
                .bind("person", person)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Look(
                            Instant.parse(row.getString(1)),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4)))
                .list());
  }

  private void execute(String sql, Object... arguments) {
    writer.call(c -> c.handle().execute(sql, arguments));
  }

  /** Runs a statement on the writing connection; for tests of a full disk. */
  void pragma(String sql) {
    writer.call(
        c -> {
          try (var statement = c.handle().getConnection().createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  private void committed(long newest) {
    head.accumulateAndGet(newest, Math::max);
    listeners.forEach(Runnable::run);
  }

  private GroupWriter.@Nullable Work<?> storeCounts() {
    if (counts.isEmpty()) {
      return null;
    }
    return c -> {
      SourceTables.addCounts(c.handle(), counts.take());
      return 0;
    };
  }

  /** Asks for a full check at the next opening. */
  private void suspect(SQLException damage) {
    try {
      Files.writeString(file.suspicion(), String.valueOf(damage.getMessage()));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "cannot leave a mark beside the damaged ledger", e);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      GroupWriter.Work<?> last = storeCounts();
      if (last != null && problem().isEmpty()) {
        writer.call(last);
      }
    } finally {
      readers
          .close(); // first: only the last connection to close empties the log, and it must write
      writer.close();
      lock.close();
    }
  }
}
