package io.throughline.warehouse;

import java.nio.file.Path;

/**
 * How the embedded warehouse is kept.
 *
 * @param folder existing folder for its files
 * @param memory most memory that DuckDB may use, in its own words ({@code 160MB})
 * @param threads how many threads it may use
 */
public record WarehouseSettings(Path folder, String memory, int threads) {
  /** Small enough for a server that stays below 400 MB; DuckDB spills to the folder beyond it. */
  public static WarehouseSettings in(Path folder) {
    return new WarehouseSettings(folder, "160MB", 2);
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
