package io.throughline.simulator.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.world.Measured;
import java.io.IOException;

/** What was measured, as the command that judges a build writes it. */
final class MeasuredJson {
  private MeasuredJson() {}

  static void write(JsonGenerator out, Measured measured) throws IOException {
    out.writeStartObject();
    out.writeStringField("kind", measured.kind());
    switch (measured) {
      case Measured.Tests tests -> {
        out.writeStringField("format", tests.format());
        out.writeNumberField("passed", tests.passed());
        out.writeNumberField("failed", tests.failed());
        out.writeNumberField("skipped", tests.skipped());
        out.writeNumberField("flaky", tests.flaky());
      }
      case Measured.Coverage coverage -> coverage(out, coverage);
      case Measured.Scan scan -> scan(out, scan);
      case Measured.Api api -> {
        out.writeNumberField("called_operations", api.calledOperations());
        out.writeNumberField("operations", api.operations());
        out.writeNumberField("seen_answers", api.seenAnswers());
        out.writeNumberField("answers", api.answers());
      }
      case Measured.Load load -> load(out, load);
    }
    out.writeEndObject();
  }

  private static void coverage(JsonGenerator out, Measured.Coverage coverage) throws IOException {
    out.writeStringField("format", coverage.format());
    out.writeNumberField("covered_lines", coverage.coveredLines());
    out.writeNumberField("lines", coverage.lines());
    out.writeNumberField("covered_branches", coverage.coveredBranches());
    out.writeNumberField("branches", coverage.branches());
    Integer covered = coverage.coveredNewLines();
    Integer lines = coverage.newLines();
    if (covered != null && lines != null) {
      out.writeNumberField("covered_new_lines", covered);
      out.writeNumberField("new_lines", lines);
    }
  }

  private static void scan(JsonGenerator out, Measured.Scan scan) throws IOException {
    out.writeStringField("format", scan.format());
    out.writeStringField("tool", scan.tool());
    out.writeStringField("artefact", scan.artefact());
    out.writeStringField("digest", scan.digest());
    out.writeBooleanField("scanned", true);
    for (String severity : new String[] {"critical", "high", "medium", "low", "unknown"}) {
      out.writeNumberField(severity, scan.count(severity, false));
    }
    for (String severity : new String[] {"critical", "high", "medium"}) {
      out.writeNumberField("fixable_" + severity, scan.count(severity, true));
    }
    out.writeNumberField("suppressed", scan.suppressed());
    out.writeNumberField("waived", scan.waived().size());
  }

  private static void load(JsonGenerator out, Measured.Load load) throws IOException {
    out.writeStringField("format", load.format());
    out.writeStringField("window", "whole run");
    out.writeNumberField("users", load.users());
    out.writeNumberField("samples", load.samples());
    out.writeNumberField("failed", load.failed());
    out.writeNumberField("p95", load.p95());
    out.writeArrayFieldStart("transactions");
    for (Measured.Transaction t : load.transactions()) {
      out.writeStartObject();
      out.writeStringField("name", t.name());
      out.writeNumberField("samples", t.samples());
      out.writeNumberField("failed", t.failed());
      out.writeNumberField("p50", t.p50());
      out.writeNumberField("p90", t.p90());
      out.writeNumberField("p95", t.p95());
      out.writeNumberField("p99", t.p99());
      out.writeNumberField("success_p95", t.successP95());
      out.writeNumberField("throughput", t.throughput());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
