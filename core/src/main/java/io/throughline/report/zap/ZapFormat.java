package io.throughline.report.zap;

import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.Opened;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;

/**
 * ZAP's traditional reports, in XML or JSON, with or without requests and answers. Of those nothing
 * is kept. See {@link ZapFindings} for what counts.
 */
public final class ZapFormat implements ReportFormat {
  static final String ROOT = "OWASPZAPReport";

  @Override
  public String id() {
    return "zap";
  }

  @Override
  public String title() {
    return "ZAP report";
  }

  /** GitLab's report of a scan by ZAP carries the fields of ZAP as well, and is another format. */
  @Override
  public boolean isOf(Head head) {
    Set<String> keys = head.keys();
    return ROOT.equals(head.root())
        || keys.contains("site")
            && (keys.contains("@version") || keys.contains("@generated"))
            && !keys.contains("scan")
            && !keys.contains("vulnerabilities");
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    Opened opened = Opened.of(input);
    return opened.first() == '<'
        ? ZapXml.read(opened.input(), details)
        : ZapJson.read(opened.input(), details);
  }
}
