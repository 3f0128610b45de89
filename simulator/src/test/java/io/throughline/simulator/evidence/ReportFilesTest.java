package io.throughline.simulator.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.simulator.world.Gate;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Gates;
import io.throughline.simulator.world.Measured;
import io.throughline.simulator.world.Witness;
import io.throughline.simulator.world.World;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportFilesTest {
  private static final Instant ANCHOR = Instant.parse("2026-03-02T00:00:00Z");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final int MOST_BYTES = 2 << 20;

  private static List<GateRun> runs;

  @BeforeAll
  static void build() {
    World world = new World(7, ANCHOR, 9, 0.3, Witness.none());
    world.advance(ANCHOR.toEpochMilli());
    runs =
        world.histories().stream()
            .flatMap(history -> history.pipelines().stream())
            .flatMap(pipeline -> Gates.of(pipeline).stream())
            .toList();
  }

  /** Some of them, over all projects and the whole time, and all that left what cannot be read. */
  private static List<GateRun> some() {
    List<GateRun> some = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      GateRun run = runs.get(i);
      boolean broken = run.gates().stream().anyMatch(gate -> gate.unreadable() != null);
      if (broken || i % 41 == 0) {
        some.add(run);
      }
    }
    return some;
  }

  private static byte[] bytes(GateRun run, String path) {
    Supplier<byte[]> file = Artifacts.of(run, "main", "https://gitlab/1").get(path);
    assertThat(file).as(path).isNotNull();
    return file.get();
  }

  @Test
  void theEvidenceTellsOfTheFilesAsTheyAre() throws Exception {
    int told = 0;
    for (GateRun run : some()) {
      JsonNode evidence = JSON.readTree(bytes(run, GateJson.PATH));
      for (JsonNode gate : evidence.path("gates")) {
        for (JsonNode report : gate.path("reports")) {
          told++;
          byte[] file = bytes(run, report.path("path").asText());
          assertThat(file).hasSizeBetween(100, MOST_BYTES);
          assertThat(report.path("bytes").asLong()).isEqualTo(file.length);
          assertThat(report.path("sha256").asText())
              .isEqualTo(
                  HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        }
      }
    }
    assertThat(told).isGreaterThan(100);
  }

  @Test
  void eachFileIsTheSameAtEachAsking() {
    GateRun run = some().getLast();
    Artifacts.of(run, "main", "https://gitlab/1")
        .forEach((path, file) -> assertThat(file.get()).as(path).isEqualTo(bytes(run, path)));
  }

  @Test
  void whatWasMeasuredHasItsFilesAndWhatIsMissingHasNone() {
    for (GateRun run : runs) {
      for (GateRun.Outcome outcome : run.gates()) {
        List<String> kinds =
            ReportFiles.readable(run, outcome).stream().map(ReportFile::kind).distinct().toList();
        assertThat(kinds)
            .containsExactlyElementsOf(outcome.measured().stream().map(Measured::kind).toList());
      }
      assertThat(ReportFiles.of(run)).extracting(ReportFile::path).doesNotHaveDuplicates();
    }
  }

  @Test
  void whatIsWholeCanBeReadAndWhatIsCutCannot() throws Exception {
    int cut = 0;
    for (GateRun run : some()) {
      List<String> broken =
          run.gates().stream()
              .map(GateRun.Outcome::unreadable)
              .flatMap(Stream::ofNullable)
              .toList();
      cut += broken.size();
      for (ReportFile file : ReportFiles.of(run)) {
        byte[] bytes = file.content().get();
        if (broken.contains(file.path())) {
          assertThatThrownBy(() -> parsed(file.path(), bytes)).as(file.path()).isNotNull();
        } else {
          parsed(file.path(), bytes);
        }
      }
    }
    assertThat(cut).isGreaterThan(3);
  }

  private static void parsed(String path, byte[] bytes) throws Exception {
    if (path.endsWith(".xml")) {
      assertThat(xml(bytes).getDocumentElement()).isNotNull();
    } else if (!path.endsWith(".csv")) {
      assertThat(JSON.readTree(bytes).isObject()).isTrue();
    }
  }

  private static Document xml(byte[] bytes) throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.setErrorHandler(null);
    return builder.parse(new ByteArrayInputStream(bytes));
  }

  @Test
  void theLinesOfAReportAddUpToItsTotals() throws Exception {
    GateRun run = runs.stream().filter(r -> coverage(r) != null).findFirst().orElseThrow();
    Measured.Coverage measured = coverage(run);
    Document report = xml(bytes(run, "reports/unit-test/coverage.xml"));
    NodeList lines = report.getElementsByTagName("line");
    int covered = 0;
    int taken = 0;
    int branches = 0;
    for (int i = 0; i < lines.getLength(); i++) {
      Element line = (Element) lines.item(i);
      boolean hit = !line.getAttribute("hits").equals("0");
      covered += hit ? 1 : 0;
      String conditions = line.getAttribute("condition-coverage");
      if (!conditions.isEmpty()) {
        String[] both =
            conditions.substring(conditions.indexOf('(') + 1, conditions.length() - 1).split("/");
        taken += Integer.parseInt(both[0]);
        branches += Integer.parseInt(both[1]);
        assertThat(both[0].equals("0")).as("what was not reached takes no branch").isEqualTo(!hit);
      }
    }
    assertThat(lines.getLength()).isEqualTo(measured.lines());
    assertThat(covered).isEqualTo(measured.coveredLines());
    assertThat(branches).isEqualTo(measured.branches());
    assertThat(taken).isEqualTo(measured.coveredBranches());
  }

  private static Measured.Coverage coverage(GateRun run) {
    return run.measured(Measured.Coverage.class, "coverage").findFirst().orElse(null);
  }

  @Test
  void theSamplesHaveTheNumbersAndThePercentiles() {
    GateRun run =
        runs.stream()
            .filter(r -> r.of(Gate.LOAD_TEST).filter(o -> !o.measured().isEmpty()).isPresent())
            .max(Comparator.comparingLong(GateRun::at))
            .orElseThrow();
    Measured.Load load = run.measured(Measured.Load.class, "load").findFirst().orElseThrow();
    Map<String, List<Integer>> times = new HashMap<>();
    Map<String, Integer> failed = new HashMap<>();
    List<Integer> all = new ArrayList<>();
    String csv = new String(bytes(run, "reports/load-test/samples.csv"), StandardCharsets.UTF_8);
    csv.lines()
        .skip(1)
        .map(line -> line.split(","))
        .forEach(
            cells -> {
              int millis = Integer.parseInt(cells[1]);
              all.add(millis);
              times.computeIfAbsent(cells[2], name -> new ArrayList<>()).add(millis);
              failed.merge(cells[2], cells[4].equals("false") ? 1 : 0, Integer::sum);
            });
    for (Measured.Transaction transaction : load.transactions()) {
      List<Integer> own = times.getOrDefault(transaction.name(), List.of());
      assertThat(own).hasSize(transaction.samples());
      assertThat(failed).containsEntry(transaction.name(), transaction.failed());
      near(own, 0.50, transaction.p50());
      near(own, 0.90, transaction.p90());
      near(own, 0.95, transaction.p95());
      near(own, 0.99, transaction.p99());
    }
    near(all, 0.95, load.p95());
  }

  private static void near(List<Integer> times, double share, double expected) {
    int rank = (int) Math.round(share * (times.size() - 1));
    double found = times.stream().sorted().toList().get(rank);
    assertThat(Math.abs(found - expected)).isLessThan(0.02 * expected + 1);
  }
}
