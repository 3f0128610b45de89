package io.throughline.report.playwright;

import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;

/** See {@link PlaywrightReport}. */
public final class PlaywrightFormat implements ReportFormat {
  @Override
  public String id() {
    return "playwright";
  }

  @Override
  public String title() {
    return "Playwright JSON";
  }

  /** The suites begin far down in a report with many projects, and its configuration is enough. */
  @Override
  public boolean isOf(Head head) {
    Set<String> keys = head.keys();
    return keys.contains("config.rootDir")
        && (keys.contains("suites")
            || keys.contains("config.forbidOnly")
            || keys.contains("config.fullyParallel"));
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    return PlaywrightReport.read(input, details);
  }
}
