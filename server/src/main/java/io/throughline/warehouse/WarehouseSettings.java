package io.throughline.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the embedded warehouse is kept.
 *
 * @param folder existing folder for its files
 * @param megabytes most memory that DuckDB may use; what it does not find room for it spills to the
 *     folder, as far as it can
 * @param threads how many threads it may use
 */
public record WarehouseSettings(Path folder, int megabytes, int threads) {
  private static final int LEAST_MEGABYTES = 128;
  private static final int MOST_MEGABYTES = 1_024;
  private static final long MEGABYTE = 1_000_000;
  private static final int THREADS = 2;

  /**
   * As much memory as the file that is there is large, and room to work in, within bounds: a small
   * warehouse lets the server stay below 400 MB, and pages over a large one need not read it from
   * the disk each time.
   */
  public static WarehouseSettings in(Path folder) {
    WarehouseSettings least = new WarehouseSettings(folder, LEAST_MEGABYTES, THREADS);
    // The file alone is not enough: without room for what a question makes, its blocks are thrown
    // out and read again by every page. Questions over little make little.
    long wanted = least.stored() / MEGABYTE * 3 / 2 - 64;
    return new WarehouseSettings(
        folder, (int) Math.clamp(wanted, LEAST_MEGABYTES, MOST_MEGABYTES), THREADS);
  }

  /** The same with half as much memory again; as much as before when that is the most there is. */
  WarehouseSettings roomier() {
    return new WarehouseSettings(
        folder, Math.max(megabytes, Math.min(MOST_MEGABYTES, megabytes * 3 / 2)), threads);
  }

  /** Whether these are for a much smaller file than the one that is there by now. */
  boolean outgrown() {
    return in(folder).megabytes() > megabytes * 3 / 2;
  }

  private long stored() {
    try {
      return Files.exists(file()) ? Files.size(file()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return folder.resolve("warehouse.duckdb");
  }

  Path log() {
    return folder.resolve("warehouse.duckdb.wal");
  }

  Path spill() {
    return folder.resolve("warehouse.tmp");
  }
}
