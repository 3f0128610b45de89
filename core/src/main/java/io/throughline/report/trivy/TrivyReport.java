package io.throughline.report.trivy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.report.Detail;
import io.throughline.report.Finding;
import io.throughline.report.FindingCounts;
import io.throughline.report.FindingSummary;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.Severity;
import io.throughline.report.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Trivy found: a list of results as its first versions wrote it, a report of schema 1 or
 * 2, or one of a cluster.
 *
 * <ul>
 *   <li>Vulnerabilities count, each pair of id and package once; shown is each of them per target
 *       and installed version. Misconfigurations, secrets and licences are told in a note and are
 *       no findings here: they are no vulnerability of a package, and a secret's text is not kept.
 *   <li>A result without a list is a scan that found nothing when it says what was scanned. One of
 *       configuration, secrets or licences did not look for vulnerabilities; a report of nothing
 *       else, or without a result, is no data.
 *   <li>The severity is Trivy's own. What is set aside by an ignore file or VEX is suppressed; what
 *       the vendor says does not affect the package is a false positive.
 *   <li>A version that mends it is out when the report names one, whatever the status says.
 * </ul>
 */
final class TrivyReport {
  private static final Set<String> OF_A_VULNERABILITY =
      Set.of(
          "VulnerabilityID",
          "PkgName",
          "InstalledVersion",
          "FixedVersion",
          "Severity",
          "Title",
          "Status");

  /** What a result may tell before its target; tools that sort keys tell little of it. */
  private static final int MOST_EARLY = 10_000;

  /** Each of its vulnerabilities is told apart by it. */
  private static final int LONGEST_TARGET = 4_000;

  private final JsonReader json;
  private final FindingCounts findings;
  private final OtherFindings others = new OtherFindings();
  private String name = "";
  private JsonNode metadata = MissingNode.getInstance();
  private String version = "";
  private boolean known;
  private boolean scanned;
  private boolean scannedOther;

  TrivyReport(JsonReader json, Consumer<? super Detail> details) {
    this.json = json;
    this.findings = new FindingCounts(details);
  }

  FindingSummary all() throws ReportException {
    if (json.isNull()) {
      findings.notes().add("it is null: it names nothing that was scanned");
    } else if (json.isArray()) {
      json.items("a report of Trivy", this::result);
    } else {
      json.fields("a report of Trivy", this::field);
      if (!known) {
        throw json.at("it has neither a schema version nor a cluster, as a report of Trivy has");
      }
    }
    json.end();
    others.tell(findings.notes());
    if (!scanned && scannedOther) {
      findings.notes().add("nothing in it was scanned for vulnerabilities");
    }
    String tool = version.isEmpty() ? "Trivy" : "Trivy " + version;
    return findings.summary(
        FindingSummary.Kind.COMPOSITION, tool, ScannedImage.of(name, metadata), scanned);
  }

  private void field(String field) throws ReportException {
    switch (field) {
      case "SchemaVersion" -> schema(json.tree());
      case "Trivy" -> version = json.tree().path("Version").asText("");
      case "ArtifactName" -> name = json.tree().asText("");
      case "Metadata" -> {
        if (!json.isNull()) {
          metadata = json.tree("the metadata", ScannedImage.FIELDS);
        }
      }
      case "Results" -> {
        known = true;
        list("the list of results", this::result);
      }
      case "ClusterName" -> {
        known = true;
        name = json.tree().asText("");
      }
      case "Resources", "Findings", "Vulnerabilities", "Misconfigurations" ->
          list("a list of resources", this::resource);
      default -> {}
    }
  }

  private void schema(JsonNode schema) throws ReportException {
    known = true;
    if (!schema.asText("").equals("1") && !schema.asText("").equals("2")) {
      throw json.at(
          "its schema version is "
              + Notes.piece(schema.asText(""))
              + ", and those that are read are 1 and 2");
    }
  }

  private void resource() throws ReportException {
    String[] named = {"", ""};
    json.fields(
        "a resource",
        name -> {
          switch (name) {
            case "Kind" -> named[0] = json.tree().asText("");
            case "Name" -> named[1] = json.tree().asText("");
            case "Results" -> list("the list of results", this::result);
            case "Error" -> {
              String error = json.tree().asText("");
              if (!error.isEmpty()) {
                findings
                    .notes()
                    .add(
                        "%s/%s was not scanned: %s",
                        Notes.piece(named[0]), Notes.piece(named[1]), Notes.piece(error));
              }
            }
            default -> {}
          }
        });
  }

  private void result() throws ReportException {
    Result result = new Result();
    json.fields("a result", result::field);
    result.end();
  }

  /** Takes a list that may be null. */
  private void list(String what, JsonReader.Item item) throws ReportException {
    if (!json.isNull()) {
      json.items(what, item);
    }
  }

  private record Vulnerability(
      String id,
      String packageName,
      String installed,
      String title,
      Severity severity,
      boolean fixable,
      Finding.State state) {}

  /** One result while it is read. */
  private final class Result {
    /** Their results tell of no vulnerability, however clean they are. */
    private static final Set<String> NOT_OF_PACKAGES =
        Set.of("config", "secret", "license", "license-file", "custom");

    private final List<Vulnerability> early = new ArrayList<>();
    private final OtherFindings.Misconfigurations misconfigurations =
        new OtherFindings.Misconfigurations(others);
    private @Nullable String target;
    private String kind = "";
    private String type = "";
    private boolean listed;

    void field(String name) throws ReportException {
      switch (name) {
        case "Target" -> target = cut(json.tree().asText(""));
        case "Class" -> kind = json.tree().asText("");
        case "Type" -> type = json.tree().asText("");
        case "Vulnerabilities" -> {
          listed |= !json.isNull();
          list(
              "the list of vulnerabilities",
              () -> take(json.tree("a vulnerability", OF_A_VULNERABILITY), null));
        }
        case "ExperimentalModifiedFindings" ->
            list("the list of what was set aside", this::setAside);
        case "MisconfSummary" -> misconfigurations.summary(json.tree());
        case "Misconfigurations" ->
            list(
                "the list of misconfigurations",
                () ->
                    misconfigurations.add(
                        json.tree("a misconfiguration", Set.of("Status", "Severity"))));
        case "Secrets" ->
            list(
                "the list of secrets",
                () -> others.add("secret", json.tree("a secret", Set.of("Severity"))));
        case "Licenses" ->
            list(
                "the list of licences",
                () -> others.add("licence", json.tree("a licence", Set.of("Severity"))));
        default -> {}
      }
    }

    void end() throws ReportException {
      String of = target == null ? "" : target;
      for (Vulnerability vulnerability : early) {
        tell(of, vulnerability);
      }
      misconfigurations.end(of, findings.notes());
      if (NOT_OF_PACKAGES.contains(kind)) {
        scannedOther = true;
      }
      boolean named = !of.isEmpty() || !kind.isEmpty() || !type.isEmpty();
      scanned |= listed || named && !NOT_OF_PACKAGES.contains(kind);
    }

    private static String cut(String text) {
      return text.length() > LONGEST_TARGET ? text.substring(0, LONGEST_TARGET) : text;
    }

    private void setAside() throws ReportException {
      JsonNode entry = json.tree("one that was set aside", Set.of("Type", "Finding"));
      String of = entry.path("Type").asText("vulnerability");
      if (of.equals("vulnerability") && entry.get("Finding") instanceof ObjectNode finding) {
        take(finding, Finding.State.SUPPRESSED);
      } else {
        others.setAside();
      }
    }

    /**
     * @param state null: as its status says
     */
    private void take(ObjectNode entry, Finding.@Nullable State state) throws ReportException {
      String id = entry.path("VulnerabilityID").asText("");
      String packageName = entry.path("PkgName").asText("");
      if (id.isEmpty() || packageName.isEmpty()) {
        throw json.at("a vulnerability names no " + (id.isEmpty() ? "id" : "package"));
      }
      Finding.State told =
          entry.path("Status").asText("").equals("not_affected")
              ? Finding.State.FALSE_POSITIVE
              : Finding.State.OPEN;
      Vulnerability vulnerability =
          new Vulnerability(
              id,
              packageName,
              entry.path("InstalledVersion").asText(""),
              entry.path("Title").asText(""),
              OtherFindings.severity(entry),
              !entry.path("FixedVersion").asText("").isBlank(),
              state == null ? told : state);
      if (target != null) {
        tell(target, vulnerability);
      } else if (early.size() < MOST_EARLY) {
        early.add(vulnerability);
      } else {
        throw json.at("a result tells its target after too many of its vulnerabilities");
      }
    }

    private void tell(String target, Vulnerability v) throws ReportException {
      try {
        findings.add(
            new Finding(
                v.id(),
                (v.packageName() + " " + v.installed()).strip(),
                target,
                v.title(),
                v.severity(),
                v.fixable(),
                v.state()),
            List.of(v.id(), v.packageName()),
            List.of(target, v.packageName(), v.installed(), v.id()));
      } catch (FindingCounts.TooMany e) {
        throw json.at(e.reason());
      }
    }
  }
}
