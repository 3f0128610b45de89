package io.throughline.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the embedded warehouse is kept.
 *
 * @param folder existing folder for its files
 * @param memory most memory that DuckDB may use, in its own words ({@code 160MB})
 * @param threads how many threads it may use
 */
public record WarehouseSettings(Path folder, String memory, int threads) {
  private static final int LEAST_MEGABYTES = 128;
  private static final int MOST_MEGABYTES = 1_024;
  private static final long MEGABYTE = 1_000_000;

  /**
   * As much memory as the file that is there is large, and room to work in, within bounds: a small
   * warehouse lets the server stay below 400 MB, and pages over a large one need not read it from
   * the disk each time. Beyond it DuckDB spills to the folder.
   */
  public static WarehouseSettings in(Path folder) {
    WarehouseSettings least = new WarehouseSettings(folder, LEAST_MEGABYTES + "MB", 2);
    // The file alone is not enough: without room for what a question makes, its blocks are thrown
    // out and read again by every page.
    long wanted = least.stored() / MEGABYTE * 3 / 2 + 64;
    long megabytes = Math.clamp(wanted, LEAST_MEGABYTES, MOST_MEGABYTES);
    return new WarehouseSettings(folder, megabytes + "MB", least.threads());
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
