package io.throughline.report.gitlabsecurity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.throughline.report.Artefact;
import io.throughline.report.Detail;
import io.throughline.report.Finding;
import io.throughline.report.FindingCounts;
import io.throughline.report.FindingSummary;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.json.JsonReader;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a report of one of GitLab's scanners, of any version of their schema.
 *
 * <ul>
 *   <li>Packages count once for each id and package; what was called while the program ran once for
 *       each rule, method and path; everything else once for each rule, file and line. What names
 *       no place of these is told apart by the id of its entry.
 *   <li>A package's rule is its CVE where it has one; every other rule is the first identifier, by
 *       which GitLab itself knows it.
 *   <li>What the analyser ignores or flags as a likely false positive is one.
 *   <li>A mend is out when the solution is to upgrade.
 *   <li>A scan that failed is no data, whatever it found until then. A report that does not tell of
 *       its scan is read only for what it found.
 * </ul>
 */
final class GitLabSecurityReport {
  private static final Set<String> OF_A_SCAN = Set.of("type", "status", "scanner");

  private final JsonReader json;
  private final FindingCounts findings;
  private JsonNode scan = MissingNode.getInstance();
  private String category = "";
  private String scanner = "";
  private Artefact artefact = Artefact.NONE;
  private boolean listed;

  GitLabSecurityReport(JsonReader json, Consumer<? super Detail> details) {
    this.json = json;
    this.findings = new FindingCounts(details);
  }

  FindingSummary all() throws ReportException {
    json.fields(
        "a security report",
        name -> {
          if (name.equals("vulnerabilities")) {
            listed = true;
            json.items("the list of vulnerabilities", this::vulnerability);
          } else if (name.equals("scan")) {
            scan = json.tree("the scan", OF_A_SCAN);
          }
        });
    if (!listed) {
      throw json.at("it has no list of vulnerabilities");
    }
    FindingSummary.Kind kind = kind(scan.path("type").asText(category));
    json.end();
    return findings.summary(kind, tool(), artefact, scanned());
  }

  private FindingSummary.Kind kind(String type) throws ReportException {
    return switch (type) {
      case "sast", "secret_detection" -> FindingSummary.Kind.CODE;
      case "dependency_scanning", "container_scanning", "cluster_image_scanning" ->
          FindingSummary.Kind.COMPOSITION;
      case "dast", "api_fuzzing", "coverage_fuzzing" -> FindingSummary.Kind.RUNNING;
      case "" -> throw json.at("it does not say what kind of scan it was");
      default -> throw json.at("\"" + Notes.piece(type) + "\" is no kind of scan that GitLab has");
    };
  }

  private String tool() {
    JsonNode told = scan.path("scanner");
    String name = told.path("name").asText(told.path("id").asText(scanner));
    return (name + " " + told.path("version").asText("")).strip();
  }

  private boolean scanned() {
    if (scan.isMissingNode()) {
      findings.notes().add("it does not say how the scan ended");
      return findings.any();
    }
    boolean failed = scan.path("status").asText("").equals("failure");
    if (failed) {
      findings.notes().add("the scan failed");
    }
    return !failed;
  }

  private void vulnerability() throws ReportException {
    JsonNode entry = json.tree("a vulnerability", GitLabVulnerability.FIELDS);
    GitLabVulnerability vulnerability = GitLabVulnerability.of(entry);
    if (vulnerability.rule().isEmpty()) {
      throw json.at("a vulnerability has neither an identifier nor an id");
    }
    if (category.isEmpty()) {
      category = entry.path("category").asText("");
      scanner = entry.path("scanner").path("name").asText("");
    }
    artefact = artefact.or(Artefact.of(vulnerability.artefact()));
    try {
      findings.add(
          new Finding(
              vulnerability.rule(),
              vulnerability.subject(),
              vulnerability.place(),
              vulnerability.title(),
              vulnerability.severity(),
              vulnerability.fixable(),
              vulnerability.state()),
          vulnerability.counted(),
          vulnerability.shown());
    } catch (FindingCounts.TooMany e) {
      throw json.at(e.reason());
    }
  }
}
