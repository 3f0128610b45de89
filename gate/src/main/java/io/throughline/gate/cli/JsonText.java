package io.throughline.gate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.gate.Build;
import io.throughline.gate.BuildVerdict;
import io.throughline.gate.ConditionResult;
import io.throughline.gate.GateResult;
import io.throughline.gate.LastRelease;
import io.throughline.gate.ReportFile;
import io.throughline.gate.Together;
import io.throughline.gate.Unreadable;
import io.throughline.report.Finding;
import io.throughline.report.LoadSummary.Times;
import io.throughline.report.LoadSummary.Transaction;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The verdict for programs, with its evidence. The same input gives the same bytes.
 *
 * <p>{@code version} grows when the meaning of a field changes.
 */
final class JsonText {
  private static final int VERSION = 1;
  private static final int MOST_FINDINGS = 1_000;
  private static final int MOST_TESTS = 1_000;
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private JsonText() {}

  static String of(BuildVerdict verdict) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(node(verdict))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  private static ObjectNode node(BuildVerdict verdict) {
    Build build = verdict.rules().build();
    ObjectNode all = MAKE.objectNode();
    all.put("version", VERSION);
    all.put("verdict", verdict.verdict().id());
    all.put("exit_code", ExitCode.of(verdict.verdict()));
    all.put("day", verdict.day().toString());
    all.put("service", build.service());
    all.put("kind", build.kind());
    all.put("team", build.team());
    all.put("commit", build.commit());
    all.put("image", build.image());
    all.put("branch", build.branch());
    all.put("build", build.run());
    ObjectNode rules = all.putObject("rules");
    rules.put("source", verdict.rules().source());
    rules.put("sha256", verdict.rules().hash());
    if (!verdict.last().evidence().isEmpty()) {
      // Only where something was compared, so that other verdicts are what they were.
      ArrayNode baseline = all.putArray("baseline");
      for (LastRelease.Evidence file : verdict.last().evidence()) {
        ObjectNode node = baseline.addObject();
        node.put("path", file.path());
        node.put("sha256", file.sha256());
      }
    }
    ArrayNode gates = all.putArray("gates");
    verdict.gates().forEach(gate -> gates.add(gate(gate)));
    all.set("unreadable", unreadable(verdict.unreadable()));
    all.set("unassigned", reports(verdict.unassigned()));
    return all;
  }

  private static ObjectNode gate(GateResult gate) {
    ObjectNode node = MAKE.objectNode();
    node.put("gate", gate.rule().id());
    node.put("title", gate.rule().title());
    node.put("verdict", gate.verdict().id());
    node.put("why", gate.why());
    if (gate.waivedUntil() != null) {
      node.put("waived_until", gate.waivedUntil().toString());
    }
    ArrayNode conditions = node.putArray("conditions");
    gate.conditions().forEach(condition -> conditions.add(condition(condition)));
    ArrayNode measured = node.putArray("measured");
    gate.together().forEach(together -> measured.add(measured(together)));
    node.set("tests", tests(gate.reports()));
    node.set("findings", findings(gate.findings()));
    node.put("findings_in_all", gate.findings().size());
    node.set("waived_findings", findings(gate.waived()));
    node.set("reports", reports(gate.reports()));
    node.set("unreadable", unreadable(gate.unreadable()));
    ArrayNode notes = node.putArray("notes");
    gate.notes().forEach(notes::add);
    return node;
  }

  private static ObjectNode condition(ConditionResult result) {
    ObjectNode node = MAKE.objectNode();
    node.put("measure", result.condition().measure().id());
    node.put("limit", result.condition().limit());
    node.put("bound", result.condition().measure().bound());
    node.put("unit", result.condition().measure().unit());
    put(node, "value", result.value());
    node.put("transaction", result.of() != null ? result.of() : result.condition().transaction());
    node.put("verdict", result.verdict().id());
    node.put("why", result.why());
    return node;
  }

  private static void put(ObjectNode node, String field, @Nullable Number value) {
    switch (value) {
      case null -> node.putNull(field);
      case Double decimal -> node.put(field, decimal);
      default -> node.put(field, value.longValue());
    }
  }

  private static ObjectNode measured(Together together) {
    ObjectNode node = MAKE.objectNode();
    node.put("kind", together.kind().id());
    node.put("format", together.format());
    if (together.scanned() != null) {
      node.put("tool", together.tool());
      node.put("artefact", together.artefact());
      node.put("digest", together.digest());
      node.put("scanned", together.scanned());
    }
    together.numbers().forEach((word, number) -> put(node, word, number));
    if (together.window() != null) {
      node.put("window", together.window());
      ArrayNode transactions = node.putArray("transactions");
      together.transactions().forEach(one -> transactions.add(transaction(one)));
    }
    return node;
  }

  private static ObjectNode transaction(Transaction transaction) {
    ObjectNode node = MAKE.objectNode();
    node.put("name", transaction.name());
    node.put("samples", transaction.samples());
    put(node, "failed", transaction.failed());
    Times times = transaction.times();
    put(node, "p50", times == null ? null : times.p50());
    put(node, "p90", times == null ? null : times.p90());
    put(node, "p95", times == null ? null : times.p95());
    put(node, "p99", times == null ? null : times.p99());
    Times good = transaction.successTimes();
    put(node, "success_p95", good == null ? null : good.p95());
    put(node, "throughput", transaction.throughput());
    return node;
  }

  /** Those that did not simply pass. */
  private static ArrayNode tests(List<ReportFile> reports) {
    ArrayNode all = MAKE.arrayNode();
    for (ReportFile report : reports) {
      report.failures().forEach(test -> test(all, test.name(), "failed", test.message()));
      report.flaky().forEach(name -> test(all, name, "flaky", ""));
    }
    return all;
  }

  private static void test(ArrayNode all, String name, String outcome, String message) {
    if (all.size() < MOST_TESTS) {
      ObjectNode node = all.addObject();
      node.put("name", name);
      node.put("outcome", outcome);
      node.put("message", message);
    }
  }

  private static ArrayNode findings(List<Finding> findings) {
    ArrayNode all = MAKE.arrayNode();
    for (Finding finding : findings.subList(0, Math.min(MOST_FINDINGS, findings.size()))) {
      ObjectNode node = all.addObject();
      node.put("rule", finding.rule());
      node.put("subject", finding.subject());
      node.put("place", finding.place());
      node.put("title", finding.title());
      node.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
      node.put("fixable", finding.fixable());
      node.put("identity", finding.identity());
    }
    return all;
  }

  private static ArrayNode reports(List<ReportFile> reports) {
    ArrayNode all = MAKE.arrayNode();
    for (ReportFile report : reports) {
      ObjectNode node = all.addObject();
      node.put("path", report.path());
      node.put("format", report.format());
      node.put("kind", report.kind().id());
      node.put("bytes", report.bytes());
      node.put("sha256", report.sha256());
    }
    return all;
  }

  private static ArrayNode unreadable(List<Unreadable> files) {
    ArrayNode all = MAKE.arrayNode();
    for (Unreadable file : files) {
      ObjectNode node = all.addObject();
      node.put("path", file.path());
      node.put("place", file.place());
      node.put("reason", file.reason());
    }
    return all;
  }
}
