package io.throughline.report.sarif;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.report.Artefact;
import io.throughline.report.BuiltFrom;
import io.throughline.report.Detail;
import io.throughline.report.Finding;
import io.throughline.report.FindingCounts;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One run while it is read. Rules stand in its tool, which may come before its results or after
 * them; results that come first wait, in bounded room.
 */
final class SarifRun {
  /** In characters, each waiting result as so many more. */
  private static final int MOST_WAITING = 50_000_000;

  private static final int OF_A_RESULT = 300;
  private static final String REVISION = "revisionId";
  private static final Set<String> OF_AN_IMAGE = Set.of("imageName", "imageID", "repoDigests");

  private final JsonReader json;
  private final FindingCounts findings;
  private final Consumer<? super Detail> details;
  private final SarifTool tool = new SarifTool();
  private Artefact artefact = Artefact.NONE;
  private final List<SarifResult> waiting = new ArrayList<>();
  private long room = MOST_WAITING;
  private boolean toolKnown;
  private boolean listed;
  private boolean failed;
  private boolean found;
  private long otherKinds;

  SarifRun(JsonReader json, FindingCounts findings, Consumer<? super Detail> details) {
    this.json = json;
    this.findings = findings;
    this.details = details;
  }

  void read() throws ReportException {
    json.fields("a run", this::field);
    if (!toolKnown) {
      throw json.at("a run does not name its tool");
    }
    for (SarifResult result : waiting) {
      tell(result);
    }
    waiting.clear();
    if (otherKinds > 0) {
      findings
          .notes()
          .add(
              "%,d results of %s tell of something other than a failure",
              otherKinds, Notes.piece(tool.title()));
    }
    if (failed) {
      findings.notes().add("%s says that it did not run to its end", Notes.piece(tool.title()));
    }
    if (!listed) {
      findings.notes().add("%s tells of no results, not even of none", Notes.piece(tool.title()));
    }
  }

  SarifTool tool() {
    return tool;
  }

  /** The image that was scanned, as Trivy tells it. */
  Artefact artefact() {
    return artefact;
  }

  /** Whether it found something, or looked to the end and found nothing. */
  boolean looked() {
    return listed && (found || !failed);
  }

  private void field(String name) throws ReportException {
    switch (name) {
      case "tool" -> {
        tool.read(json);
        toolKnown = true;
      }
      case "results" -> {
        if (!json.isNull()) {
          listed = true;
          json.items("the list of results", this::result);
        }
      }
      case "invocations" -> {
        if (!json.isNull()) {
          json.items("the list of invocations", this::invocation);
        }
      }
      case "versionControlProvenance" -> {
        if (!json.isNull()) {
          json.items("the list of repositories", this::repository);
        }
      }
      case "properties" -> {
        if (!json.isNull()) {
          artefact = image(json.tree("the properties of a run", OF_AN_IMAGE));
        }
      }
      case "externalPropertyFileReferences" -> {
        if (!json.isNull() && !json.tree("the files beside it", Set.of("results")).isEmpty()) {
          throw json.at("its results are in other files, which are not here");
        }
      }
      default -> {}
    }
  }

  private static Artefact image(JsonNode properties) {
    Artefact image = Artefact.NONE;
    for (JsonNode digest : properties.path("repoDigests")) {
      image = image.or(Artefact.of(digest.asText("")).unnamed());
    }
    return image
        .or(Artefact.of(properties.path("imageName").asText("")))
        .or(Artefact.of(properties.path("imageID").asText("")).unnamed());
  }

  private void invocation() throws ReportException {
    JsonNode successful =
        json.tree("an invocation", Set.of("executionSuccessful")).path("executionSuccessful");
    failed |= successful.isBoolean() && !successful.booleanValue();
  }

  private void repository() throws ReportException {
    JsonNode revision = json.tree("a repository", Set.of(REVISION)).path(REVISION);
    BuiltFrom.of(revision.asText("")).ifPresent(details::accept);
  }

  private void result() throws ReportException {
    SarifResult result = SarifResult.of(json.tree("a result", SarifResult.FIELDS));
    found |= result.isFinding();
    if (!result.isFinding()) {
      otherKinds++;
    } else if (toolKnown) {
      tell(result);
    } else {
      room -= OF_A_RESULT + result.length();
      if (room < 0) {
        throw json.at("it tells of too many results before the rules that they belong to");
      }
      waiting.add(result);
    }
  }

  private void tell(SarifResult result) throws ReportException {
    SarifSubject subject = SarifSubject.of(result, tool.kind());
    SarifRule rule = tool.rule(result);
    String id = subject.rule(result.ruleId().isEmpty() ? rule.id() : result.ruleId());
    try {
      findings.add(
          new Finding(
              id,
              subject.subject(),
              result.place(),
              rule.title().isEmpty() ? result.message() : rule.title(),
              rule.severity(result),
              subject.fixable(),
              result.state()),
          subject.same(id),
          subject.shown(id, result.place()));
    } catch (FindingCounts.TooMany e) {
      throw json.at(e.reason());
    }
  }
}
