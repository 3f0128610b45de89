package io.throughline.report.trivy;

import io.throughline.report.Detail;
import io.throughline.report.FindingSummary;
import io.throughline.report.Head;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.json.JsonReader;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;

/** See {@link TrivyReport}. */
public final class TrivyFormat implements ReportFormat {
  private static final Set<String> OF_A_SCAN = Set.of("ArtifactName", "ArtifactType", "Results");
  private static final Set<String> OF_A_CLUSTER =
      Set.of("Resources", "Findings", "Vulnerabilities", "Misconfigurations");
  private static final Set<String> OF_A_RESULT =
      Set.of("[].Type", "[].Class", "[].Vulnerabilities");

  @Override
  public String id() {
    return "trivy";
  }

  @Override
  public String title() {
    return "Trivy JSON";
  }

  /**
   * {@code null}, which old versions wrote when they found nothing, is not told as one: it might be
   * of any tool.
   */
  @Override
  public boolean isOf(Head head) {
    return has(head, "SchemaVersion", OF_A_SCAN)
        || has(head, "ClusterName", OF_A_CLUSTER)
        || has(head, "[].Target", OF_A_RESULT);
  }

  private static boolean has(Head head, String one, Set<String> oneOf) {
    return head.keys().contains(one) && head.keys().stream().anyMatch(oneOf::contains);
  }

  @Override
  public FindingSummary read(InputStream input, Consumer<? super Detail> details)
      throws ReportException {
    try (JsonReader json = JsonReader.of(input)) {
      return new TrivyReport(json, details).all();
    }
  }
}
