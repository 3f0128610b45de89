package io.throughline.report.junit;

import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import java.io.InputStream;
import java.util.function.Consumer;

/** See {@link JUnitReport}. */
public final class JUnitFormat implements ReportFormat {
  @Override
  public String id() {
    return "junit";
  }

  @Override
  public String title() {
    return "JUnit XML";
  }

  @Override
  public boolean isOf(Head head) {
    return head.root() != null && JUnitReport.isRoot(head.root());
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    return JUnitReport.read(input, details);
  }
}
