package io.throughline.simulator.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Flaw;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.GateVerdict;
import io.throughline.simulator.world.Measured;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.Project;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verdict with its evidence, as the command that judges a build writes it. */
public final class GateJson {
  /** Where the company's pipelines leave it among the artifacts. */
  public static final String PATH = ".throughline/results/gates.json";

  private GateJson() {}

  /**
   * The file of one judging.
   *
   * @param branch that was built
   * @param build address of the pipeline's run
   */
  public static byte[] of(GateRun run, String branch, String build) {
    return Json.bytes(out -> write(out, run, branch, build));
  }

  private static void write(JsonGenerator out, GateRun run, String branch, String build)
      throws IOException {
    Pipeline p = run.pipeline();
    boolean library = p.project().delivery() == Project.Delivery.RELEASE;
    out.writeStartObject();
    out.writeNumberField("version", 1);
    out.writeStringField("verdict", run.verdict().id());
    out.writeNumberField("exit_code", exitCode(run.verdict()));
    out.writeStringField("day", run.day().toString());
    out.writeStringField("service", p.project().serviceId());
    out.writeStringField("kind", library ? "library" : "service");
    out.writeStringField("team", p.project().team());
    out.writeStringField("commit", p.sha());
    out.writeStringField("image", run.image());
    out.writeStringField("branch", branch);
    out.writeStringField("build", build);
    out.writeStringField("at", Instant.ofEpochMilli(run.at()).toString());
    out.writeObjectFieldStart("rules");
    out.writeStringField("source", "gates.yaml");
    out.writeStringField("sha256", rulesHash(p.project()));
    out.writeEndObject();
    out.writeArrayFieldStart("gates");
    for (GateRun.Outcome outcome : run.gates()) {
      gate(out, run, outcome);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("unreadable");
    for (GateRun.Outcome outcome : run.gates()) {
      unreadable(out, outcome.unreadable());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("unassigned");
    out.writeEndArray();
    out.writeEndObject();
  }

  private static int exitCode(GateVerdict verdict) {
    return switch (verdict) {
      case PASS, NOT_APPLICABLE, WAIVED -> 0;
      case FAIL -> 1;
      case UNREADABLE -> 2;
      case NO_DATA -> 3;
    };
  }

  private static void gate(JsonGenerator out, GateRun run, GateRun.Outcome outcome)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("gate", outcome.gate().id());
    out.writeStringField("title", outcome.gate().title());
    out.writeStringField("verdict", outcome.verdict().id());
    out.writeStringField("why", outcome.why());
    out.writeArrayFieldStart("conditions");
    for (GateRun.Condition condition : outcome.conditions()) {
      condition(out, condition);
    }
    out.writeEndArray();
    List<Measured.Scan> scans = of(Measured.Scan.class, outcome);
    List<Flaw> open = scans.stream().flatMap(scan -> scan.open().stream()).toList();
    findings(out, "findings", open);
    out.writeNumberField("findings_in_all", open.size());
    findings(out, "waived_findings", scans.stream().flatMap(s -> s.waived().stream()).toList());
    reports(out, run, outcome);
    out.writeArrayFieldStart("unreadable");
    unreadable(out, outcome.unreadable());
    out.writeEndArray();
    out.writeArrayFieldStart("notes");
    out.writeEndArray();
    out.writeArrayFieldStart("measured");
    for (Measured measured : outcome.measured()) {
      MeasuredJson.write(out, measured);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("tests");
    for (Measured.Tests tests : of(Measured.Tests.class, outcome)) {
      for (Measured.Case one : tests.cases()) {
        out.writeStartObject();
        out.writeStringField("name", one.name());
        out.writeStringField("outcome", one.outcome());
        out.writeStringField("message", one.message());
        out.writeEndObject();
      }
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static <M extends Measured> List<M> of(Class<M> type, GateRun.Outcome outcome) {
    return outcome.measured().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static void condition(JsonGenerator out, GateRun.Condition condition) throws IOException {
    out.writeStartObject();
    out.writeStringField("measure", condition.measure());
    out.writeNumberField("limit", condition.limit());
    out.writeStringField("bound", condition.bound());
    out.writeStringField("unit", condition.unit());
    Double value = condition.value();
    if (value == null) {
      out.writeNullField("value");
    } else {
      out.writeNumberField("value", value);
    }
    out.writeStringField("transaction", condition.transaction());
    out.writeStringField("verdict", condition.verdict().id());
    out.writeStringField("why", condition.why());
    out.writeEndObject();
  }

  private static void findings(JsonGenerator out, String field, List<Flaw> flaws)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (Flaw flaw : flaws) {
      out.writeStartObject();
      out.writeStringField("rule", flaw.rule());
      out.writeStringField("subject", flaw.subject());
      out.writeStringField("place", flaw.place());
      out.writeStringField("title", flaw.title());
      out.writeStringField("severity", flaw.severity());
      out.writeBooleanField("fixable", flaw.fixable());
      out.writeStringField("identity", flaw.rule() + "\n" + flaw.subject());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void reports(JsonGenerator out, GateRun run, GateRun.Outcome outcome)
      throws IOException {
    out.writeArrayFieldStart("reports");
    for (ReportFile file : ReportFiles.readable(run, outcome)) {
      byte[] bytes = file.content().get();
      out.writeStartObject();
      out.writeStringField("path", file.path());
      out.writeStringField("format", file.format());
      out.writeStringField("kind", file.kind());
      out.writeNumberField("bytes", bytes.length);
      out.writeStringField("sha256", sha256(bytes));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void unreadable(JsonGenerator out, @Nullable String path) throws IOException {
    if (path != null) {
      out.writeStartObject();
      out.writeStringField("path", path);
      out.writeStringField("place", "line 1, column 1");
      out.writeStringField("reason", "it ends too early");
      out.writeEndObject();
    }
  }

  /** Nobody has the file of the rules, so that any digest stands for it. */
  private static String rulesHash(Project project) {
    String rules = "rules/" + project.slug();
    return Dice.sha(1, rules) + Dice.sha(2, rules).substring(0, 24);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
