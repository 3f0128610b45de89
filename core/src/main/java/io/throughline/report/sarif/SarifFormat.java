package io.throughline.report.sarif;

import io.throughline.report.Detail;
import io.throughline.report.FindingSummary;
import io.throughline.report.Head;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.json.JsonReader;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Consumer;

/** See {@link SarifReport}. */
public final class SarifFormat implements ReportFormat {
  @Override
  public String id() {
    return "sarif";
  }

  @Override
  public String title() {
    return "SARIF 2.1.0";
  }

  /** The version often stands at the end, so that another one is only refused when it is read. */
  @Override
  public boolean isOf(Head head) {
    return head.keys().contains("runs")
        && (head.keys().contains("runs.tool")
            || head.keys().contains("runs.results")
            || head.keys().contains("version")
                && head.text().toLowerCase(Locale.ROOT).contains("sarif"));
  }

  @Override
  public FindingSummary read(InputStream input, Consumer<? super Detail> details)
      throws ReportException {
    try (JsonReader json = JsonReader.of(input)) {
      return new SarifReport(json, details).all();
    }
  }
}
