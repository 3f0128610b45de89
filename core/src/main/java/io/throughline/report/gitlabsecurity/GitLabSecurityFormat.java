package io.throughline.report.gitlabsecurity;

import io.throughline.report.Detail;
import io.throughline.report.FindingSummary;
import io.throughline.report.Head;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.json.JsonReader;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;

/** See {@link GitLabSecurityReport}. */
public final class GitLabSecurityFormat implements ReportFormat {
  /** What the scan is may stand after all that it found. */
  private static final Set<String> BESIDE =
      Set.of(
          "scan.type",
          "scan.scanner",
          "scan.analyzer",
          "vulnerabilities.category",
          "vulnerabilities.identifiers",
          "vulnerabilities.evidence",
          "remediations",
          "dependency_files");

  @Override
  public String id() {
    return "gitlabsecurity";
  }

  @Override
  public String title() {
    return "GitLab security report";
  }

  @Override
  public boolean isOf(Head head) {
    Set<String> keys = head.keys();
    boolean found = keys.contains("vulnerabilities");
    boolean begun = keys.contains("scan.type") && keys.contains("scan.scanner");
    return begun && (found || keys.contains("version"))
        || found && keys.stream().anyMatch(BESIDE::contains);
  }

  @Override
  public FindingSummary read(InputStream input, Consumer<? super Detail> details)
      throws ReportException {
    try (JsonReader json = JsonReader.of(input)) {
      return new GitLabSecurityReport(json, details).all();
    }
  }
}
