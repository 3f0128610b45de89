package io.throughline.simulator.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Flaw;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Measured;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/**
 * What Trivy found in an image. It knows nothing of waivers, so that what is waived is among it.
 */
final class TrivyJson {
  private TrivyJson() {}

  static byte[] of(GateRun run, Measured.Scan scan) {
    return Json.bytes(out -> write(out, run, scan));
  }

  private static void write(JsonGenerator out, GateRun run, Measured.Scan scan) throws IOException {
    String version = scan.tool().substring(scan.tool().lastIndexOf(' ') + 1);
    out.writeStartObject();
    out.writeNumberField("SchemaVersion", 2);
    out.writeObjectFieldStart("Trivy");
    out.writeStringField("Version", version);
    out.writeEndObject();
    out.writeStringField("CreatedAt", Instant.ofEpochMilli(run.at()).toString());
    out.writeStringField("ArtifactName", scan.artefact());
    out.writeStringField("ArtifactType", "container_image");
    metadata(out, run, scan);
    out.writeArrayFieldStart("Results");
    out.writeStartObject();
    out.writeStringField("Target", scan.artefact() + " (debian 12.8)");
    out.writeStringField("Class", "os-pkgs");
    out.writeStringField("Type", "debian");
    out.writeArrayFieldStart("Vulnerabilities");
    for (Flaw flaw : scan.open()) {
      vulnerability(out, flaw);
    }
    for (Flaw flaw : scan.waived()) {
      vulnerability(out, flaw);
    }
    out.writeEndArray();
    ignored(out, scan.suppressed());
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void metadata(JsonGenerator out, GateRun run, Measured.Scan scan)
      throws IOException {
    String sha = run.pipeline().sha();
    out.writeObjectFieldStart("Metadata");
    out.writeObjectFieldStart("OS");
    out.writeStringField("Family", "debian");
    out.writeStringField("Name", "12.8");
    out.writeEndObject();
    out.writeStringField(
        "ImageID", "sha256:" + Dice.sha(3, sha) + Dice.sha(4, sha).substring(0, 24));
    out.writeArrayFieldStart("RepoTags");
    out.writeString(scan.artefact() + ":" + sha.substring(0, 8));
    out.writeEndArray();
    if (scan.digest() != null) {
      out.writeArrayFieldStart("RepoDigests");
      out.writeString(scan.artefact() + "@" + scan.digest());
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void vulnerability(JsonGenerator out, Flaw flaw) throws IOException {
    int blank = flaw.subject().indexOf(' ');
    String installed = flaw.subject().substring(blank + 1);
    out.writeStartObject();
    out.writeStringField("VulnerabilityID", flaw.rule());
    out.writeStringField("PkgName", flaw.subject().substring(0, blank));
    out.writeStringField("InstalledVersion", installed);
    if (flaw.fixable()) {
      out.writeStringField("FixedVersion", installed + "+sec1");
    }
    out.writeStringField("Status", flaw.fixable() ? "fixed" : "affected");
    out.writeStringField("Title", flaw.title());
    out.writeStringField("Severity", flaw.severity().toUpperCase(Locale.ROOT));
    out.writeStringField("PrimaryURL", "https://avd.aquasec.com/nvd/" + flaw.rule());
    out.writeEndObject();
  }

  /** What an ignore file sets aside. */
  private static void ignored(JsonGenerator out, int count) throws IOException {
    if (count == 0) {
      return;
    }
    out.writeArrayFieldStart("ExperimentalModifiedFindings");
    for (int i = 0; i < count; i++) {
      out.writeStartObject();
      out.writeStringField("Type", "vulnerability");
      out.writeStringField("Status", "ignored");
      out.writeStringField("Source", ".trivyignore");
      out.writeObjectFieldStart("Finding");
      out.writeStringField("VulnerabilityID", "CVE-2019-" + (10_100 + i));
      out.writeStringField("PkgName", "bash");
      out.writeStringField("InstalledVersion", "5.2.15-2");
      out.writeStringField("Severity", "LOW");
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
