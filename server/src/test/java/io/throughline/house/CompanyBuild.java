package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.config.ConfigException;
import io.throughline.config.GatesReader;
import io.throughline.gate.Build;
import io.throughline.gate.Judge;
import io.throughline.gate.ReportReading;
import io.throughline.gate.ReportSet;
import io.throughline.gate.Together;
import io.throughline.gate.Unreadable;
import io.throughline.report.CoveredLines;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.known.KnownFormats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A build of the company with what the product reads in its artifacts, all of it fetched by
 * GitLab's interface.
 *
 * @param job address of the job's artifacts
 * @param evidence the company's verdict
 * @param readings of the reports beside it
 * @param unreadable those of them that are broken
 */
record CompanyBuild(
    String job, JsonNode evidence, List<ReportReading> readings, List<Unreadable> unreadable) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_PAGES = 60;

  /** So many of each project are read whole, and all that have what cannot be read. */
  private static final int OF_A_PROJECT = 8;

  /** The rules that ship, where each file belongs, and what is agreed for load tests. */
  private static final String RULES =
      """
      gates:
        unit-test: { reports: ["reports/unit-test/**"] }
        static-analysis: { reports: ["reports/static-analysis/**"] }
        container-analysis: { reports: ["reports/container-analysis/**"] }
        functional-test: { reports: ["reports/functional-test/**"] }
        load-test: { reports: ["reports/load-test/**"], require: { p95: 500, error_rate: 1 } }
        security-test: { reports: ["reports/security-test/**"] }
      """;

  /** Where reports may be; what is not there was not left behind. */
  private static final List<String> PATHS =
      List.of(
          "reports/unit-test/junit.xml",
          "reports/unit-test/coverage.xml",
          "reports/static-analysis/semgrep.sarif",
          "reports/container-analysis/trivy.json",
          "reports/functional-test/playwright.json",
          "reports/functional-test/openapi.json",
          "reports/functional-test/calls.har",
          "reports/load-test/samples.csv",
          "reports/security-test/zap.json");

  /** Some builds of each project, the newest first. */
  static List<CompanyBuild> some(RunningHouse house) {
    List<CompanyBuild> all = new ArrayList<>();
    for (JsonNode project : house.companyJson("GET", "/api/v4/projects?per_page=100")) {
      String path = "/api/v4/projects/" + project.path("id").asText() + "/jobs";
      int whole = 0;
      JsonNode jobs = house.companyJson("GET", path + "?per_page=100&page=1");
      for (int page = 2; !jobs.isEmpty() && page <= MOST_PAGES; page++) {
        for (JsonNode job : jobs) {
          String artifacts = path + "/" + job.path("id").asText() + "/artifacts/";
          JsonNode evidence =
              job.path("name").asText().equals("gates") ? of(house, artifacts) : null;
          boolean broken = evidence != null && !evidence.path("unreadable").isEmpty();
          if (broken || evidence != null && whole < OF_A_PROJECT) {
            whole += broken ? 0 : 1;
            all.add(read(house, artifacts, evidence));
          }
        }
        jobs = house.companyJson("GET", path + "?per_page=100&page=" + page);
      }
    }
    return all;
  }

  /** Null where the job left none, or it is not there any more. */
  private static JsonNode of(RunningHouse house, String artifacts) {
    HttpResponse<byte[]> answer = house.companyFile(artifacts + ".throughline/results/gates.json");
    try {
      return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompanyBuild read(RunningHouse house, String artifacts, JsonNode evidence) {
    List<ReportReading> readings = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (String path : PATHS) {
      HttpResponse<byte[]> answer = house.companyFile(artifacts + path);
      if (answer.statusCode() != 404) {
        assertThat(answer.statusCode()).as(artifacts + path).isEqualTo(200);
        byte[] head =
            Arrays.copyOf(answer.body(), Math.min(answer.body().length, KnownFormats.HEAD_BYTES));
        ReportFormat format = KnownFormats.of(head).orElseThrow();
        try {
          readings.add(
              ReportReading.of(path, format, new ByteArrayInputStream(answer.body()), null));
        } catch (ReportException e) {
          unreadable.add(new Unreadable(path, e.place(), e.toString()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return new CompanyBuild(artifacts, evidence, readings, unreadable);
  }

  /** What the files of a gate say together. */
  List<Together> together(String gate) {
    return new ReportSet(
            readings.stream()
                .filter(reading -> reading.file().path().startsWith("reports/" + gate + "/"))
                .toList())
        .together();
  }

  /** The product's verdict by gate. */
  Map<String, String> verdicts() {
    Map<String, CoveredLines> lines = new HashMap<>();
    for (ReportReading reading : readings) {
      if (reading.lines() != null) {
        lines.put(reading.file().path(), reading.lines());
      }
    }
    Build build =
        new Build(
            evidence.path("service").asText(),
            evidence.path("kind").asText(),
            evidence.path("team").asText(),
            evidence.path("commit").asText(),
            evidence.path("image").isTextual() ? evidence.path("image").asText() : null);
    try {
      Map<String, String> verdicts = new HashMap<>();
      new Judge(
              GatesReader.read("gates.yaml", RULES.getBytes(StandardCharsets.UTF_8), build),
              LocalDate.parse(evidence.path("day").asText()),
              null)
          .verdict(readings.stream().map(ReportReading::file).toList(), lines, unreadable)
          .gates()
          .forEach(gate -> verdicts.put(gate.rule().id(), gate.verdict().id()));
      return verdicts;
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return job;
  }
}
