package io.throughline.report.mochawesome;

import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;

/** See {@link MochawesomeReport}. */
public final class MochawesomeFormat implements ReportFormat {
  @Override
  public String id() {
    return "mochawesome";
  }

  @Override
  public String title() {
    return "Mochawesome JSON";
  }

  /** By the totals that Mochawesome adds to Mocha's, or by a suite that lists its hooks. */
  @Override
  public boolean isOf(Head head) {
    Set<String> keys = head.keys();
    return keys.contains("stats.passes") && keys.contains("stats.testsRegistered")
        || keys.contains("results.uuid") && keys.contains("results.beforeHooks");
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    return MochawesomeReport.read(input, details);
  }
}
