package io.throughline.report.known;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.report.CoverageSummary;
import io.throughline.report.Fixtures;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real reports of coverage: each is told by what it holds, and says what another parser counted in
 * it. Of some only a part was kept, so that their own totals disagree; that is noted.
 */
class CoverageFixturesTest {
  private static final Map<String, String> EXPECTED =
      """
      clover-clover-declarative.xml clover 2/18 1/2
      clover-clover-empty-package.xml clover 69/69 14/14
      clover-clover-empty-project-name.xml clover 12/12 0/0
      clover-clover-java.xml clover 2/18 1/2
      clover-clover-two-packages.xml clover 28/55 2/2
      clover-clover.xml clover 169/193 1068/1444
      clover-empty.xml clover 0/0 0/0
      cobertura-cobertura-absolute-path.xml cobertura 12/12 6/6
      cobertura-cobertura-counter-aggregation.xml cobertura 97/97 31/32
      cobertura-cobertura-cpp.xml cobertura 2/2 0/0
      cobertura-cobertura-duplicate-classes.xml cobertura 37/40 20/26
      cobertura-cobertura-duplicate-go-init-methods.xml cobertura 3/3 0/0
      cobertura-cobertura-duplicate-lines.xml cobertura 5/7 6/14
      cobertura-cobertura-duplicate-methods.xml cobertura 37/40 20/26
      cobertura-cobertura-js.xml cobertura 4/4 0/0
      cobertura-cobertura-lots-of-data.xml cobertura 602/958 285/628
      cobertura-cobertura-merge-a.xml cobertura 22/22 2/3
      cobertura-cobertura-merge-b.xml cobertura 16/22 0/3
      cobertura-cobertura-missing-condition-coverage.xml cobertura 37/40 10/16
      cobertura-cobertura-npe.xml cobertura 44/53 3/4
      cobertura-cobertura-python.xml cobertura 19/19 4/4
      cobertura-cobertura-ruby.xml cobertura 16/16 0/0
      cobertura-cobertura-same-filename.xml cobertura 1/2 2/10
      cobertura-cobertura-small.xml cobertura 8/8 4/4
      cobertura-cobertura-ts.xml cobertura 63/156 21/32
      cobertura-cobertura.xml cobertura 63/82 2/4
      cobertura-coverage-missing-sources.xml cobertura 27/29 2/2
      cobertura-csharp-cobertura.xml cobertura 289/402 87/170
      cobertura-empty.xml cobertura 0/0 0/0
      cobertura-merge-a.xml cobertura 35/50 10/12
      cobertura-merge-b.xml cobertura 27/50 10/24
      cobertura-merge-duplicate-a.xml cobertura 1/2 2/10
      cobertura-merge-duplicate-b.xml cobertura 0/2 0/10
      cobertura-merge-issue-244-a.xml cobertura 1/3 0/3
      cobertura-merge-issue-244-b.xml cobertura 1/3 0/4
      go-empty.xml unknown
      go-go-coverage-atomic.out unknown
      go-go-relative-import.out unknown
      jacoco-empty.xml unknown
      jacoco-file-subpackage.xml jacoco 497/532 149/158
      jacoco-jacoco-analysis-model.xml jacoco 5531/5798 1544/1749
      jacoco-jacoco-big.xml jacoco 5312/5574 1645/1745
      jacoco-jacoco-codingstyle-no-sourcefilename.xml jacoco 294/323 109/116
      jacoco-jacoco-codingstyle.xml jacoco 294/323 109/116
      jacoco-jacoco-merge-a.xml jacoco 8/26 2/14
      jacoco-jacoco-merge-b.xml jacoco 8/26 2/14
      jacoco-jacoco-merge-c.xml jacoco 7/26 1/14
      jacoco-jacocoTestReport.xml jacoco 225/225 124/128
      jacoco-pester.xml jacoco 3/4 0/0
      jacoco.xml jacoco 1627/1666 683/721
      lcov-empty.xml unknown
      lcov-large-hit-counts.lcov lcov 1/2 1/2
      lcov-report.lcov lcov 3/6 1/2
      lcov-single.lcov lcov 1/1 0/0
      opencover-empty.xml unknown
      opencover-opencover-empty-module.xml unknown
      opencover-opencover-missing-module-name.xml unknown
      opencover-opencover-missing-source-line.xml unknown
      opencover-opencover-reporttotestsourcefiles.xml unknown
      opencover-opencover-with-bom.xml unknown
      opencover-opencover-withskippedmodules.xml unknown
      opencover-opencover.xml unknown
      """
          .lines()
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

  @TestFactory
  Stream<DynamicTest> everyReportIsReadRightOrUnknown() throws IOException {
    return Fixtures.of("coverage").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () ->
                        assertThat(read(file))
                            .isEqualTo(EXPECTED.get(file.getFileName().toString()))));
  }

  private static String read(Path file) throws IOException, ReportException {
    byte[] all = Files.readAllBytes(file);
    int head = Math.min(all.length, KnownFormats.HEAD_BYTES);
    Optional<ReportFormat> format = KnownFormats.of(Arrays.copyOf(all, head));
    if (format.isEmpty()) {
      return "unknown";
    }
    CoverageSummary found =
        (CoverageSummary) format.get().read(new ByteArrayInputStream(all), test -> {});
    return format.get().id()
        + " %d/%d %d/%d"
            .formatted(
                found.coveredLines(), found.lines(), found.coveredBranches(), found.branches());
  }
}
