package io.throughline.warehouse.derive;

import io.throughline.warehouse.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Derives how builds were judged, what they measured, and what that says of what was shipped. What
 * reached production is known in between: some of it only by what builds told of their images.
 */
final class GateDerivation {
  /** Judged builds or reports at once; bounds the memory of a derivation of everything. */
  private static final int CHUNK = 20_000;

  /** Services at once whose builds are looked at together. */
  private static final int SERVICES = 100;

  private final Connection connection;
  private final TouchedIds touched;
  private final Script gateRun = new Script("gate_run");
  private final Script buildReport = new Script("build_report");
  private final Script gatedShipping = new Script("gated_shipping");
  private final WaivedOutcomes waived;
  private final Script gated = new Script("gated");
  private final Script shipped = new Script("shipped");

  GateDerivation(Connection connection, Dialect dialect, TouchedIds touched) {
    this.connection = connection;
    this.touched = touched;
    this.waived = new WaivedOutcomes(connection, dialect, touched);
  }

  /**
   * Derives the touched builds. Afterwards the touched gated services are those of which the
   * builds, or what GitLab tells of their shipping, may have changed.
   *
   * @param shipping whether anything was touched that ships, or that tells whose it is
   */
  void builds(boolean shipping) throws SQLException {
    boolean runs = touched.any("gate_run");
    boolean reports = touched.any("build_report");
    if (runs) {
      inChunks("gate_run", gateRun);
    }
    if (reports) {
      inChunks("build_report", buildReport);
    }
    if (runs || reports) {
      waived.run();
    }
    if (shipping || runs || reports) {
      gatedShipping.run(connection, touched);
      byService(gated);
    }
  }

  /**
   * Derives what the touched gated services shipped.
   *
   * @return whether there was any
   */
  boolean shipped() throws SQLException {
    return byService(shipped);
  }

  private boolean byService(Script script) throws SQLException {
    List<Long> services = touched.any("gated") ? touched.sorted("gated") : List.<Long>of();
    for (int from = 0; from < services.size(); from += SERVICES) {
      touched.fill("gated", services.subList(from, Math.min(services.size(), from + SERVICES)));
      script.run(connection, touched);
    }
    touched.fill("gated", services);
    return !services.isEmpty();
  }

  private void inChunks(String kind, Script script) throws SQLException {
    List<Long> ids = touched.sorted(kind);
    for (int from = 0; from < ids.size(); from += CHUNK) {
      touched.fill(kind, ids.subList(from, Math.min(ids.size(), from + CHUNK)));
      touched.any(kind);
      script.run(connection, touched);
    }
    if (ids.size() > CHUNK) {
      touched.fill(kind, ids);
      touched.any(kind);
    }
  }
}
