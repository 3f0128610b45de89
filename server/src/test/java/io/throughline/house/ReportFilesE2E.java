package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.gate.ReportFile;
import io.throughline.gate.Together;
import io.throughline.report.LoadSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The company's builds leave the reports of their tools beside their verdicts. What the product's
 * own readers find in these files must be what the company says that it measured, and judging them
 * by the company's rules must come to the company's verdicts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReportFilesE2E {
  private static final double NEAR = 5;
  private static final List<String> COUNTS =
      List.of(
          "passed",
          "failed",
          "skipped",
          "flaky",
          "covered_lines",
          "lines",
          "covered_branches",
          "branches",
          "suppressed",
          "called_operations",
          "operations",
          "seen_answers",
          "answers",
          "samples",
          "users");
  private static final List<String> SEVERITIES =
      List.of("critical", "high", "medium", "low", "unknown");

  private final RunningHouse house = RunningHouse.shared();
  private List<CompanyBuild> builds;

  @BeforeAll
  void fetch() {
    builds = CompanyBuild.some(house);
    assertThat(builds).hasSizeGreaterThan(36);
    assertThat(builds.stream().map(build -> build.evidence().path("service").asText()).distinct())
        .hasSizeGreaterThan(6);
  }

  @Test
  void theEvidenceTellsOfTheFilesAsTheyAre() {
    Set<String> formats = new HashSet<>();
    for (CompanyBuild build : builds) {
      Map<String, ReportFile> files = new HashMap<>();
      build.readings().forEach(reading -> files.put(reading.file().path(), reading.file()));
      for (JsonNode gate : build.evidence().path("gates")) {
        for (JsonNode told : gate.path("reports")) {
          ReportFile file = files.remove(told.path("path").asText());
          assertThat(file).as("%s: %s", build, told).isNotNull();
          assertThat(file.format()).isEqualTo(told.path("format").asText());
          assertThat(file.kind().id()).isEqualTo(told.path("kind").asText());
          assertThat(file.bytes()).isEqualTo(told.path("bytes").asLong());
          assertThat(file.sha256()).isEqualTo(told.path("sha256").asText());
          assertThat(file.measured().notes()).as("%s: %s", build, told).isEmpty();
          formats.add(file.format());
        }
      }
      assertThat(files).as("told of none beside them").isEmpty();
    }
    assertThat(formats)
        .containsExactlyInAnyOrder(
            "junit",
            "cobertura",
            "sarif",
            "trivy",
            "playwright",
            "openapi",
            "har",
            "jmeter-csv",
            "zap");
  }

  @Test
  void theFilesSayWhatWasMeasured() {
    SoftAssertions softly = new SoftAssertions();
    int compared = 0;
    for (CompanyBuild build : builds) {
      for (JsonNode gate : build.evidence().path("gates")) {
        List<Together> found = build.together(gate.path("gate").asText());
        assertThat(found)
            .as("%s %s", build, gate.path("gate"))
            .hasSameSizeAs(gate.path("measured"));
        for (JsonNode measured : gate.path("measured")) {
          String kind = measured.path("kind").asText();
          Together together =
              found.stream().filter(one -> one.kind().id().equals(kind)).findFirst().orElseThrow();
          compared += compare(softly, build + " " + kind, gate, measured, together);
        }
      }
    }
    softly.assertAll();
    assertThat(compared).as("numbers compared").isGreaterThan(1_000);
  }

  private static int compare(
      SoftAssertions softly, String what, JsonNode gate, JsonNode measured, Together found) {
    Map<String, Long> expected = new HashMap<>();
    for (String count : COUNTS) {
      if (measured.has(count)) {
        expected.put(count, measured.path(count).asLong());
      }
    }
    if (measured.has("scanned")) {
      scan(softly, what, gate, measured, found, expected);
    }
    expected.forEach(
        (word, number) ->
            softly
                .assertThat(found.numbers().get(word))
                .as(what + " " + word)
                .isEqualTo(number(found.numbers().get(word), number)));
    if (measured.has("transactions")) {
      load(softly, what, measured, found);
    }
    return expected.size() + 6 * measured.path("transactions").size();
  }

  /** The same number, of the type that is found. */
  private static Number number(Number found, long expected) {
    return found instanceof Integer ? (Number) Math.toIntExact(expected) : (Number) expected;
  }

  /** No file knows of waivers: what is waived is found as well. */
  private static void scan(
      SoftAssertions softly,
      String what,
      JsonNode gate,
      JsonNode measured,
      Together found,
      Map<String, Long> expected) {
    for (String severity : SEVERITIES) {
      expected.put(severity, measured.path(severity).asLong() + waived(gate, severity, false));
      if (measured.has("fixable_" + severity)) {
        String fixable = "fixable_" + severity;
        expected.put(fixable, measured.path(fixable).asLong() + waived(gate, severity, true));
      }
    }
    softly.assertThat(found.tool()).as(what).isEqualTo(measured.path("tool").asText());
    softly.assertThat(found.scanned()).as(what).isTrue();
    if (measured.path("digest").isTextual()) {
      softly.assertThat(found.digest()).as(what).isEqualTo(measured.path("digest").asText());
      softly.assertThat(found.artefact()).as(what).isEqualTo(measured.path("artefact").asText());
    }
  }

  private static long waived(JsonNode gate, String severity, boolean onlyFixable) {
    long waived = 0;
    for (JsonNode finding : gate.path("waived_findings")) {
      boolean counts = !onlyFixable || finding.path("fixable").asBoolean();
      waived += counts && finding.path("severity").asText().equals(severity) ? 1 : 0;
    }
    return waived;
  }

  /** Times are whole milliseconds in the files, and lie between samples. */
  private static void load(SoftAssertions softly, String what, JsonNode measured, Together found) {
    near(softly, what + " p95", found.numbers().get("p95"), measured.path("p95"));
    Map<String, LoadSummary.Transaction> byName = new HashMap<>();
    found.transactions().forEach(transaction -> byName.put(transaction.name(), transaction));
    softly.assertThat(byName).as(what).hasSize(measured.path("transactions").size());
    for (JsonNode told : measured.path("transactions")) {
      String name = what + " " + told.path("name").asText();
      LoadSummary.Transaction transaction = byName.get(told.path("name").asText());
      assertThat(transaction).as(name).isNotNull();
      softly.assertThat(transaction.samples()).as(name).isEqualTo(told.path("samples").asLong());
      softly.assertThat(transaction.failed()).as(name).isEqualTo(told.path("failed").asLong());
      near(softly, name + " p50", transaction.times().p50(), told.path("p50"));
      near(softly, name + " p90", transaction.times().p90(), told.path("p90"));
      near(softly, name + " p95", transaction.times().p95(), told.path("p95"));
      near(softly, name + " p99", transaction.times().p99(), told.path("p99"));
      near(softly, name + " throughput", transaction.throughput(), told.path("throughput"));
    }
  }

  private static void near(SoftAssertions softly, String what, Number found, JsonNode told) {
    softly
        .assertThat(found.doubleValue())
        .as(what)
        .isCloseTo(told.asDouble(), within(told.asDouble() * NEAR / 100));
  }

  @Test
  void theProductComesToTheCompanysVerdicts() {
    SoftAssertions softly = new SoftAssertions();
    Map<String, Integer> verdicts = new HashMap<>();
    for (CompanyBuild build : builds) {
      Map<String, String> found = build.verdicts();
      for (JsonNode gate : build.evidence().path("gates")) {
        String id = gate.path("gate").asText();
        String expected = gate.path("verdict").asText();
        if (!waives(gate) && !isCloseToItsLimit(gate)) {
          softly
              .assertThat(found.get(id))
              .as("%s %s", build, gate.path("gate"))
              .isEqualTo(expected);
          verdicts.merge(expected, 1, Integer::sum);
        }
      }
    }
    softly.assertAll();
    System.out.println("verdicts compared: " + verdicts);
    assertThat(verdicts).containsKeys("pass", "fail", "no_data", "unreadable", "not_applicable");
  }

  private static boolean waives(JsonNode gate) {
    boolean waives = !gate.path("waived_findings").isEmpty();
    for (JsonNode condition : gate.path("conditions")) {
      waives |= condition.path("verdict").asText().equals("waived");
    }
    return waives;
  }

  /** A time of a limit that rounding to whole milliseconds may have moved over it. */
  private static boolean isCloseToItsLimit(JsonNode gate) {
    boolean close = false;
    for (JsonNode condition : gate.path("conditions")) {
      close |=
          condition.path("measure").asText().equals("p95")
              && condition.path("value").isNumber()
              && Math.abs(condition.path("value").asDouble() - condition.path("limit").asDouble())
                  <= 1;
    }
    return close;
  }

  @Test
  void whatTheCompanyCouldNotReadNobodyCan() {
    List<String> told = new ArrayList<>();
    for (CompanyBuild build : builds) {
      List<String> broken = new ArrayList<>();
      build.evidence().path("unreadable").forEach(one -> broken.add(one.path("path").asText()));
      assertThat(build.unreadable().stream().map(one -> one.path()).toList())
          .as(build.toString())
          .containsExactlyInAnyOrderElementsOf(broken);
      told.addAll(broken);
    }
    assertThat(told).isNotEmpty();
  }
}
