package io.throughline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.gate.Build;
import io.throughline.gate.GateCondition;
import io.throughline.gate.GateMeasure;
import io.throughline.gate.GateRule;
import io.throughline.gate.GateRules;
import io.throughline.gate.GateWaiver;
import io.throughline.process.ProcessReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesReaderTest {
  private static final Build NOTHING = new Build(null, "", null, null, null);

  private static GateRules read(String text, Build build) throws ConfigException {
    return GatesReader.read("gates.yaml", text.getBytes(StandardCharsets.UTF_8), build);
  }

  private static GateRule gate(GateRules rules, String id) {
    return rules.gates().stream().filter(g -> g.id().equals(id)).findFirst().orElseThrow();
  }

  /** The gates that ship are those of the delivery process, for the same kinds of services. */
  @Test
  void theGatesThatShipAreThoseOfTheProcess() {
    var process =
        ProcessReader.shipped().phases().stream().flatMap(p -> p.gates().stream()).toList();
    for (String kind : List.of("service", "library")) {
      GateRules rules = GatesReader.shipped(new Build(null, kind, null, null, null));
      assertThat(rules.gates())
          .extracting(g -> g.id() + " " + g.title() + " " + g.applies())
          .containsExactlyElementsOf(
              process.stream()
                  .map(g -> g.id() + " " + g.title() + " " + g.appliesTo().contains(kind))
                  .toList());
    }
  }

  @Test
  void theRulesThatShipAreAsEveryOtherFileHasToBe() throws Exception {
    try (InputStream shipped = GatesReader.class.getResourceAsStream("gates.yaml")) {
      String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(read(text, NOTHING).gates())
          .isEqualTo(GatesReader.shipped(new Build(null, "service", null, null, null)).gates());
    }
  }

  @Test
  void aFileReplacesWhatItNames() throws ConfigException {
    GateRules rules =
        read(
            """
            service: checkout
            team: payments
            gates:
              unit-test: { require: { line_coverage: 85.5 } }
              load-test:
                window: { after: 60, for: 300 }
                require: { p95: 400 }
                transactions: { "Pay & go": { p99: 900 } }
              contract: { title: Contract test, reports: ["pact/*.xml"], require: { failed_tests: 0 } }
            """,
            NOTHING);
    assertThat(rules.build().service()).isEqualTo("checkout");
    assertThat(rules.build().kind()).isEqualTo("service");
    assertThat(gate(rules, "unit-test").conditions())
        .containsExactly(new GateCondition(GateMeasure.LINE_COVERAGE, 85.5, null));
    assertThat(gate(rules, "static-analysis").conditions()).hasSize(2);
    assertThat(gate(rules, "load-test").window().after()).isEqualTo(Duration.ofSeconds(60));
    assertThat(gate(rules, "load-test").window().length()).isEqualTo(Duration.ofSeconds(300));
    assertThat(gate(rules, "load-test").conditions())
        .containsExactly(
            new GateCondition(GateMeasure.P95, 400, null),
            new GateCondition(GateMeasure.P99, 900, "Pay & go"));
    assertThat(rules.gates().getLast().title()).isEqualTo("Contract test");
    assertThat(rules.hash()).hasSize(64);
  }

  @Test
  void whatIsDifferentForSomeIsForThemAlone() throws ConfigException {
    String text =
        """
        gates:
          unit-test:
            require: { line_coverage: 60 }
            when:
              - { team: payments, require: { line_coverage: 80 } }
              - { service: checkout, require: { line_coverage: 90 } }
              - { kind: library, applies: false }
        """;
    assertThat(limit(read(text, NOTHING))).isEqualTo(60);
    assertThat(limit(read(text, new Build("x", "", "payments", null, null)))).isEqualTo(80);
    assertThat(limit(read(text, new Build("checkout", "", "payments", null, null)))).isEqualTo(90);
    assertThat(gate(read(text, new Build("x", "library", null, null, null)), "unit-test").applies())
        .isFalse();
  }

  private static double limit(GateRules rules) {
    return gate(rules, "unit-test").conditions().getFirst().limit();
  }

  /** A pipeline has none of the secrets of the server's file, and needs none. */
  @Test
  void theServersFileSaysTheSame() throws ConfigException {
    GateRules rules =
        read(
            """
            organisation: Acme
            services: [{ id: ui-kit, name: UI, kind: library, gitlab: [acme/ui] }]
            teams: [{ id: web, name: Web, services: [ui-kit] }]
            sources: [{ system: gitlab, url: "https://g.io", token: "${NOT_HERE}" }]
            gates: { unit-test: { require: { line_coverage: 70 } } }
            """,
            new Build("ui-kit", "", null, null, null));
    assertThat(rules.build().kind()).isEqualTo("library");
    assertThat(rules.build().team()).isEqualTo("web");
    assertThat(limit(rules)).isEqualTo(70);
  }

  @Test
  void aWaiverHasAnOwnerAReasonAndADay() throws ConfigException {
    GateRule gate =
        gate(
            read(
                "gates: { unit-test: { waivers: [{ condition: line_coverage, owner: ana, reason: legacy,"
                    + " until: 2026-12-31 }] } }",
                NOTHING),
            "unit-test");
    assertThat(gate.waivers().getFirst().condition()).isEqualTo(GateMeasure.LINE_COVERAGE);
    assertThat(gate.waivers().getFirst().until()).isEqualTo(LocalDate.parse("2026-12-31"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gates: { unit-test: { require: { coverage: 80 } } }|gates.unit-test.require: nothing is measured that is called coverage; expected one of tests, failed_tests",
        "gates: { unit-test: { require: { line_coverage: much } } }|gates.unit-test.require.line_coverage: ",
        "gates: { unit-test: { requires: {} } }|gates.unit-test",
        "gates: { unit-test: { waivers: [{ owner: ana, until: 2026-12-31 }] } }|reason",
        "gates: { unit-test: { waivers: [{ owner: a, reason: r, until: 2026-13-31 }] } }|until",
        "gates: { unit-test: { waivers: [{ owner: a, reason: r, until: 2026-12-31, subject: x }] } }|a subject belongs to a rule",
        "gates: { load-test: { window: { after: 90000000000 } } }|gates.load-test.window: a window does not begin",
        "[1]|expected a mapping",
        "gates: [|this is no YAML"
      })
  void aMistakeIsToldWithItsLine(String text, String message) {
    assertThatThrownBy(() -> read(text, NOTHING))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("gates.yaml:1: ")
        .hasMessageContaining(message);
  }

  @Test
  void aWaiverMayBeForOneServiceOneTeamOrOneKind() throws Exception {
    String ends = ", owner: ana, reason: r, until: 2026-12-31 }";
    String text =
        "service: shop\nkind: service\nteam: pay\ngates: { unit-test: { waivers: ["
            + "{ condition: tests"
            + ends
            + ", { service: shop, condition: pass_rate"
            + ends
            + ", { service: desk, condition: flaky_rate"
            + ends
            + ", { team: pay, kind: service, condition: line_coverage"
            + ends
            + ", { kind: library"
            + ends
            + "] } }";
    GateRule unit =
        GatesReader.read(
                "gates.yaml",
                text.getBytes(StandardCharsets.UTF_8),
                new Build(null, "", null, null, null))
            .gates()
            .getFirst();
    assertThat(unit.waivers())
        .extracting(GateWaiver::condition)
        .containsExactly(GateMeasure.TESTS, GateMeasure.PASS_RATE, GateMeasure.LINE_COVERAGE);
  }
}
