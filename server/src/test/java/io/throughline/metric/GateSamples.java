package io.throughline.metric;

import io.throughline.evidence.EvidenceMapping;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.Versioned;
import io.throughline.model.org.RequiredGate;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evidence of builds as the gate command writes it, told to a world. */
final class GateSamples {
  /** Gates that builds have to pass in most cases. */
  static final List<RequiredGate> TWO =
      List.of(
          new RequiredGate("unit-test", "Unit test"),
          new RequiredGate("container-analysis", "Container analysis"));

  private final FactWorld world;
  private int number;

  GateSamples(FactWorld world) {
    this.world = world;
  }

  /** One run of the gate command. */
  final class Run {
    private final String service;
    private final @Nullable String sha;
    private final Instant at;
    private final List<String> gates = new ArrayList<>();
    private String branch = "main";
    private @Nullable String image;
    private String verdict = "pass";

    Run(String service, @Nullable String sha, String at) {
      this.service = service;
      this.sha = sha;
      this.at = FactWorld.at(at);
    }

    Run on(String other) {
      branch = other;
      return this;
    }

    Run image(String digit) {
      image = "sha256:" + digit.repeat(64);
      return this;
    }

    Run verdict(String word) {
      verdict = word;
      return this;
    }

    /** A gate without reports. */
    Run gate(String id, String verdict) {
      return gate(id, verdict, "", "");
    }

    /** A gate with one object of what was measured, and the findings' objects. */
    Run gate(String id, String verdict, String measured, String findings) {
      gates.add(
          """
          {"gate": "%s", "title": "%s", "verdict": "%s", "conditions": [], "measured": [%s],
           "tests": [{tests}], "findings": [%s], "waived_findings": [], "reports": [], "unreadable": []}
          """
              .formatted(id, id, verdict, measured, findings));
      return this;
    }

    /** Until when the gate holds that was told last. */
    Run waivedUntil(String day) {
      gates.add(
          gates
              .removeLast()
              .replace("\"conditions\"", "\"waived_until\": \"" + day + "\", \"conditions\""));
      return this;
    }

    /** The only condition of the gate that was told last. */
    Run condition(String measure, int limit, int value, String verdict) {
      gates.add(
          gates
              .removeLast()
              .replace(
                  "\"conditions\": []",
                  "\"conditions\": [{\"measure\": \"%s\", \"limit\": %d, \"value\": %d, \"verdict\": \"%s\"}]"
                      .formatted(measure, limit, value, verdict)));
      return this;
    }

    /** Tests of the gate that was told last that did not simply pass. */
    Run tests(String objects) {
      gates.add(gates.removeLast().replace("{tests}", objects));
      return this;
    }

    void tell() {
      String text =
          """
          {"version": 1, "verdict": "%s", "service": "%s", "commit": %s, "branch": "%s",
           "image": %s, "gates": [%s], "unreadable": [], "unassigned": []}
          """
              .formatted(
                  verdict,
                  service,
                  quoted(sha),
                  branch,
                  quoted(image),
                  String.join(",", gates).replace("{tests}", ""));
      Map<String, String> context = new HashMap<>();
      context.put("finished_at", at.toString());
      context.put("url", "https://ci.example/jobs/" + ++number);
      Delivery delivery =
          new Delivery(
              number,
              "gl",
              Channel.UPLOAD,
              "gate_evidence",
              context,
              FactWorld.NOW,
              text.getBytes(StandardCharsets.UTF_8));
      Harvest harvest = new Harvest();
      try {
        EvidenceMapping.map(
            new Scope(delivery, new MappingContext(1, List.of(), List.of(), List.of(), Map.of())),
            null,
            harvest);
      } catch (UnmappableException e) {
        throw new IllegalStateException(e.pointer() + " " + e.getMessage(), e);
      }
      Mapped mapped = harvest.mapped();
      mapped.snapshots().stream().map(Versioned::snapshot).forEach(world::tell);
      mapped.sets().forEach(this::members);
    }

    private <M extends Member> void members(FactSet<M> set) {
      world.members(set.type(), set.parentId(), set.feed(), set.members());
    }
  }

  Run run(String service, @Nullable String sha, String at) {
    return new Run(service, sha, at);
  }

  static String coverage(int covered, int lines) {
    return """
        {"kind": "coverage", "format": "jacoco", "covered_lines": %d, "lines": %d,
         "covered_branches": 0, "branches": 0}
        """
        .formatted(covered, lines);
  }

  static String tests(String kind, int passed, int failed, int flaky) {
    return """
        {"kind": "%s", "format": "junit", "passed": %d, "failed": %d, "skipped": 3, "flaky": %d}
        """
        .formatted(kind, passed, failed, flaky);
  }

  /** By severity: critical, high, medium, low, unknown. */
  static String scan(String kind, int... counts) {
    return """
        {"kind": "%s", "format": "trivy", "tool": "Trivy", "digest": null, "scanned": true,
         "critical": %d, "high": %d, "medium": %d, "low": %d, "unknown": %d,
         "fixable_critical": 0, "fixable_high": %d, "fixable_medium": 0, "suppressed": 0, "waived": 0}
        """
        .formatted(
            kind, counts[0], counts[1], counts[2], counts[3], counts[4], Math.min(1, counts[1]));
  }

  static String finding(String rule, String severity) {
    return """
        {"rule": "%s", "subject": "pkg", "place": "", "title": "", "severity": "%s", "fixable": false}
        """
        .formatted(rule, severity);
  }

  static String load(int samples, int failed, Map<String, Integer> p95) {
    List<String> transactions = new ArrayList<>();
    p95.forEach(
        (name, ms) ->
            transactions.add(
                """
                {"name": "%s", "samples": 10, "failed": 0, "p50": 1, "p90": 2, "p95": %d, "p99": %d,
                 "success_p95": 1, "throughput": 1}
                """
                    .formatted(name, ms, ms)));
    return """
        {"kind": "load", "format": "jmeter-csv", "window": "whole run", "samples": %d, "failed": %d,
         "p95": 1, "transactions": [%s]}
        """
        .formatted(samples, failed, String.join(",", transactions));
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : '"' + text + '"';
  }
}
