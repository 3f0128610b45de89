package io.throughline.warehouse;

import io.throughline.model.org.Organisation;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The warehouse in a DuckDB file. What cannot be opened is put aside and begun anew, what was made
 * by another version is dropped, and a database that has become invalid is opened again: the
 * position then tells the projection from where to read the ledger again. One that has become too
 * large for its memory is opened again with more.
 */
public final class DuckDbWarehouse implements Warehouse {
  private static final System.Logger LOG = System.getLogger(DuckDbWarehouse.class.getName());
  private static final int QUERY_SECONDS = 10;

  private final DuckDbFile file;
  private final Clock clock;
  // Held shared while the database is used, alone while it is closed and opened.
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private final Object writing = new Object();
  private OpenWarehouse open;
  private @Nullable Loaded loaded;

  private record Loaded(Organisation organisation, ToIntBiFunction<String, String> numbers) {}

  private DuckDbWarehouse(DuckDbFile file, Clock clock) throws SQLException {
    this.file = file;
    this.clock = clock;
    this.open = openOrBegin();
  }

  /**
   * Opens the warehouse.
   *
   * @throws WarehouseException when another process has it open
   */
  public static DuckDbWarehouse open(WarehouseSettings settings, Clock clock) {
    try {
      return new DuckDbWarehouse(new DuckDbFile(settings, clock), clock);
    } catch (SQLException e) {
      throw new WarehouseException("the warehouse cannot be opened", e);
    }
  }

  @Override
  public long position() {
    return write("the position cannot be read", OpenWarehouse::position);
  }

  @Override
  public Change apply(FactBatch batch) {
    return write("a batch could not be stored", w -> w.apply(batch));
  }

  @Override
  public Change load(Organisation organisation, ToIntBiFunction<String, String> numbers) {
    synchronized (writing) {
      loaded = new Loaded(organisation, numbers);
      return write(
          "the organisation could not be loaded", w -> w.load(organisation, numbers, lastHour()));
    }
  }

  @Override
  public <T> T query(Query<T> query) {
    OpenWarehouse used = current();
    try {
      return shared(w -> w.readers().run(query, QUERY_SECONDS));
    } catch (SQLException e) {
      if (!mended(used, e)) {
        throw new WarehouseException("a question could not be answered", e);
      }
    }
    try {
      return shared(w -> w.readers().run(query, QUERY_SECONDS));
    } catch (SQLException e) {
      throw new WarehouseException("a question could not be answered", e);
    }
  }

  @Override
  public void rest() {
    write(
        "the warehouse could not be written to its file",
        w -> {
          try {
            w.checkpoint();
          } catch (SQLException e) {
            if (!DuckDbFile.used(e)) {
              throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "somebody reads: left for the next rest", e);
          }
          return w;
        });
    if (file.settings().outgrown()) {
      WarehouseSettings fitting = WarehouseSettings.in(file.settings().folder());
      reopen(current(), fitting, "the warehouse has grown and is opened with more memory", null);
    }
  }

  /** Whether trying again may help, because the database was opened again after a failure. */
  private boolean mended(OpenWarehouse used, SQLException why) {
    if (DuckDbFile.invalidated(why)) {
      reopen(used, file.settings(), "the warehouse became invalid and is opened again", why);
      return true;
    }
    WarehouseSettings roomier = file.settings().roomier();
    if (DuckDbFile.outOfMemory(why) && !roomier.equals(file.settings())) {
      // It begins with little and finds out what it needs, so that this is no fault.
      String message =
          "the warehouse needs more than %d MB of memory and is opened again with %d MB";
      String sizes = message.formatted(file.settings().megabytes(), roomier.megabytes());
      reopen(used, roomier, sizes, null);
      LOG.log(System.Logger.Level.DEBUG, "what it had too little for", why);
      return true;
    }
    return false;
  }

  @Override
  public void clear() {
    synchronized (writing) {
      use.writeLock().lock();
      try {
        open.close();
        file.remove();
        open = openOrBegin();
      } catch (SQLException e) {
        throw new WarehouseException("the warehouse could not be dropped", e);
      } finally {
        use.writeLock().unlock();
      }
      loadAgain();
    }
  }

  @Override
  public void close() {
    synchronized (writing) {
      use.writeLock().lock();
      try {
        open.close();
      } catch (SQLException e) {
        throw new WarehouseException("the warehouse could not be closed", e);
      } finally {
        use.writeLock().unlock();
      }
    }
  }

  private interface Work<T> {
    T run(OpenWarehouse open) throws SQLException;
  }

  private <T> T write(String failure, Work<T> work) {
    synchronized (writing) {
      OpenWarehouse used = current();
      try {
        return shared(work);
      } catch (SQLException e) {
        if (!mended(used, e) || !DuckDbFile.outOfMemory(e)) {
          throw new WarehouseException(failure, e);
        }
      }
      // Nothing of it was committed, and nothing else is wrong: with more memory it may do.
      try {
        return shared(work);
      } catch (SQLException e) {
        throw new WarehouseException(failure, e);
      }
    }
  }

  private OpenWarehouse current() {
    use.readLock().lock();
    try {
      return open;
    } finally {
      use.readLock().unlock();
    }
  }

  private <T> T shared(Work<T> work) throws SQLException {
    use.readLock().lock();
    try {
      return work.run(open);
    } finally {
      use.readLock().unlock();
    }
  }

  /** Opens the file again, once for all who saw the same failure. */
  private void reopen(
      OpenWarehouse failed,
      WarehouseSettings settings,
      String message,
      @Nullable SQLException why) {
    synchronized (writing) {
      use.writeLock().lock();
      try {
        if (open != failed) {
          return;
        }
        LOG.log(why == null ? System.Logger.Level.INFO : System.Logger.Level.WARNING, message, why);
        failed.close();
        file.settings(settings);
        open = openOrBegin();
      } catch (SQLException e) {
        throw new WarehouseException("the warehouse could not be opened again", e);
      } finally {
        use.writeLock().unlock();
      }
      loadAgain();
    }
  }

  private void loadAgain() {
    Loaded last = loaded;
    if (last != null) {
      load(last.organisation(), last.numbers());
    }
  }

  private OpenWarehouse openOrBegin() throws SQLException {
    try {
      OpenWarehouse opened = OpenWarehouse.open(file);
      if (opened != null) {
        return opened;
      }
      LOG.log(System.Logger.Level.INFO, "the warehouse is of another version and is begun anew");
      file.remove();
    } catch (SQLException e) {
      if (DuckDbFile.inUse(e)) {
        throw e;
      }
      LOG.log(System.Logger.Level.ERROR, "the warehouse is damaged and is put aside", e);
      file.putAside();
    }
    OpenWarehouse fresh = OpenWarehouse.open(file);
    if (fresh == null) {
      throw new SQLException("a new warehouse does not fit its own version");
    }
    return fresh;
  }

  /** Calendars reach at least a year ahead and change once a year, not with every start. */
  private Instant lastHour() {
    int year = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).getYear();
    return LocalDate.of(year + 2, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
