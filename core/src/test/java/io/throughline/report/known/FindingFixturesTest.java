package io.throughline.report.known;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.report.Detail;
import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import io.throughline.report.Fixtures;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real reports of scanners and analysers: each is told by what it holds, and says what another
 * program counted in it. A line: format, whether it is a scan, those that are open (critical, high,
 * medium, low, info, unknown), of these fixable, suppressed, false positives, and all that are
 * shown.
 *
 * <p>Unknown are: {@code null}, which could be of any tool; Trivy's findings in the words of AWS;
 * and a list of issues by SonarQube, which is asked itself. Refused is one that was cut by hand.
 */
class FindingFixturesTest {
  private static final Map<String, String> EXPECTED =
      """
      trivy/analysis-model/trivy_result.json trivy scanned 1/0/1/1/0/0 2 0 0 3
      trivy/analysis-model/trivy_result_0.20.0.json trivy scanned 1/1/1/1/0/0 3 0 0 4
      trivy/defectdojo/all_statuses.json trivy scanned 0/0/0/7/0/0 0 0 1 8
      trivy/defectdojo/cvss_severity_source.json trivy scanned 0/1/1/0/0/0 2 0 0 2
      trivy/defectdojo/cvssv4_severity_source.json trivy scanned 0/0/1/2/0/0 3 0 0 3
      trivy/defectdojo/issue_10991.json trivy nodata 0/0/0/0/0/0 0 0 0 0
      trivy/defectdojo/issue_14136.json trivy nodata 0/0/0/0/0/0 0 0 0 0
      trivy/defectdojo/issue_9092.json trivy scanned 0/1/0/0/0/0 1 0 0 1
      trivy/defectdojo/issue_9170.json trivy nodata 0/0/0/0/0/0 0 0 0 0
      trivy/defectdojo/issue_9263.json trivy scanned 0/1/0/0/0/0 0 0 0 1
      trivy/defectdojo/issue_9333.json trivy scanned 0/0/1/12/0/0 1 0 0 13
      trivy/defectdojo/kubernetes.json trivy scanned 0/0/1/4/0/0 1 0 0 10
      trivy/defectdojo/legacy_many_vulns.json trivy scanned 0/18/9/65/0/1 0 0 0 93
      trivy/defectdojo/legacy_no_vuln.json unknown
      trivy/defectdojo/legacy_trivy_mix.json refused: a vulnerability names no id
      trivy/defectdojo/license_scheme.json trivy nodata 0/0/0/0/0/0 0 0 0 0
      trivy/defectdojo/misconfigurations_and_secrets.json trivy scanned 0/1/1/0/0/0 2 0 0 2
      trivy/defectdojo/scheme_2_many_vulns.json trivy scanned 1/1/3/0/0/0 5 0 0 5
      trivy/defectdojo/scheme_2_no_vuln.json trivy scanned 0/0/0/0/0/0 0 0 0 0
      trivy/defectdojo/severity_prio.json trivy scanned 1/0/0/1/0/0 2 0 0 2
      trivy/golden-main/almalinux-8.json trivy scanned 0/0/1/0/0/0 1 0 0 1
      trivy/golden-main/alpine-39-high-critical.json trivy scanned 2/0/0/0/0/0 2 0 0 2
      trivy/golden-main/alpine-39-skip.json trivy nodata 0/0/0/0/0/0 0 0 0 0
      trivy/golden-main/alpine-39.json trivy scanned 2/0/4/0/0/0 6 0 0 6
      trivy/golden-main/amazon-2.json trivy scanned 0/0/1/1/0/0 2 0 0 2
      trivy/golden-main/busybox-with-lockfile.json trivy scanned 0/1/1/0/0/0 2 0 0 2
      trivy/golden-main/cargo.lock.json trivy scanned 0/0/0/0/0/0 0 0 0 0
      trivy/golden-main/composer.lock.json trivy scanned 0/1/0/0/0/0 1 0 0 1
      trivy/golden-main/conan.json trivy scanned 0/0/1/0/0/0 1 0 0 1
      trivy/golden-main/debian-buster-ignore-unfixed.json trivy scanned 1/0/0/0/0/0 1 0 0 1
      trivy/golden-main/distroless-python27.json trivy scanned 0/0/2/2/0/0 2 0 0 4
      trivy/golden-main/dockerfile-custom-policies.json trivy nodata 0/0/0/0/0/0 0 0 0 0
      trivy/golden-main/dotnet.json trivy scanned 0/1/0/0/0/0 1 0 0 1
      trivy/golden-main/gomod-vex.json trivy scanned 0/0/0/0/0/2 2 0 0 4
      trivy/golden-main/gomod.json trivy scanned 0/0/1/0/0/2 3 0 0 5
      trivy/golden-main/helm_badname.json trivy nodata 0/0/0/0/0/0 0 0 0 0
      trivy/golden-main/mariner-1.0.json trivy scanned 0/1/0/1/0/0 1 0 0 2
      trivy/golden-main/mix.lock.json trivy scanned 0/1/0/0/0/0 1 0 0 1
      trivy/golden-main/npm-ubuntu-severity.json trivy scanned 0/0/0/1/0/0 1 0 0 1
      trivy/golden-main/npm-with-dev.json trivy scanned 0/0/1/0/0/0 1 0 0 1
      trivy/golden-main/opensuse-tumbleweed.json trivy scanned 0/0/1/0/0/0 1 0 0 1
      trivy/golden-main/oraclelinux-8.json trivy scanned 0/0/2/0/0/0 2 0 0 2
      trivy/golden-main/pipenv.json trivy scanned 0/1/1/0/0/0 2 0 0 2
      trivy/golden-main/pubspec.lock.json trivy scanned 0/0/1/0/0/0 1 0 0 1
      trivy/golden-main/pylock.json trivy scanned 0/1/1/0/0/0 2 0 0 2
      trivy/golden-main/rockylinux-8.json trivy scanned 0/0/1/0/0/0 1 0 0 1
      trivy/golden-main/sbt.json trivy scanned 1/1/0/0/0/0 2 0 0 2
      trivy/golden-main/sl-micro-rancher5.4.json trivy scanned 0/0/0/0/0/0 0 0 0 0
      trivy/golden-main/spring4shell-jre8.json trivy scanned 0/0/0/1/0/0 1 0 0 1
      trivy/golden-main/swift.json trivy scanned 0/0/1/0/0/0 1 0 0 1
      trivy/golden-main/terraform-exclude-misconfs-remote-module.json trivy nodata 0/0/0/0/0/0 0 0 0 0
      trivy/golden-main/terraform-remote-module-in-child.json trivy nodata 0/0/0/0/0/0 0 0 0 0
      trivy/golden-main/ubi-7-comprehensive.json trivy scanned 0/1/0/1/0/0 1 0 0 2
      trivy/golden-main/ubi-7.json trivy scanned 0/0/0/1/0/0 0 0 0 1
      trivy/golden-main/ubuntu-1804-ignore-unfixed.json trivy scanned 0/0/4/0/0/0 4 0 0 4
      trivy/golden-main/ubuntu-gp2-x86-vm.json trivy scanned 0/1/0/0/0/0 0 0 0 1
      trivy/golden-v0.10.1/alpine-310-registry.json trivy scanned 0/0/3/1/0/0 4 0 0 4
      trivy/golden-v0.10.1/alpine-310.json trivy scanned 0/0/3/1/0/0 4 0 0 4
      trivy/golden-v0.10.1/busybox-with-lockfile.json trivy scanned 0/0/0/0/0/6 0 0 0 6
      trivy/golden-v0.10.1/debian-buster.json trivy scanned 0/5/23/71/0/0 19 0 0 99
      trivy/golden-v0.10.1/ubuntu-1804-ignore-unfixed.json trivy scanned 0/0/16/6/0/0 22 0 0 22
      trivy/golden-v0.16.0/alpine-310.json trivy scanned 0/0/6/2/0/0 8 0 0 8
      trivy/golden-v0.16.0/busybox-with-lockfile.json trivy scanned 0/0/0/0/0/7 6 0 0 8
      trivy/golden-v0.16.0/debian-buster.json trivy scanned 0/13/13/67/0/0 19 0 0 93
      trivy/golden-v0.16.0/distroless-base.json trivy scanned 3/2/4/20/0/0 2 0 0 29
      trivy/golden-v0.16.0/fluentd-multiple-lockfiles.json trivy scanned 0/1/4/0/0/0 5 0 0 5
      trivy/golden-v0.21.2/alpine-310-registry.json trivy scanned 0/0/6/2/0/0 8 0 0 8
      trivy/golden-v0.21.2/alpine-310.json trivy scanned 0/0/6/2/0/0 8 0 0 8
      trivy/golden-v0.21.2/fluentd-multiple-lockfiles.json trivy scanned 0/1/4/0/0/1 6 0 0 6
      trivy/golden-v0.21.2/ubuntu-1804-ignore-unfixed.json trivy scanned 0/0/16/6/0/0 22 0 0 22
      trivy/golden-v0.30.1/centos-7.json trivy scanned 0/0/1/2/0/0 2 0 0 3
      trivy/golden-v0.30.1/distroless-base.json trivy scanned 0/0/2/2/0/0 2 0 0 4
      trivy/golden-v0.30.1/fluentd-gems.json trivy scanned 1/1/0/0/0/0 2 0 0 2
      trivy/golden-v0.30.1/gomod.json trivy scanned 0/0/1/0/0/2 3 0 0 5
      trivy/golden-v0.30.1/pom.json trivy scanned 1/1/0/0/0/0 2 0 0 2
      trivy/golden-v0.30.1/ubuntu-1804-ignore-unfixed.json trivy scanned 0/0/4/0/0/0 4 0 0 4
      trivy/golden-v0.45.0/alpine-310.json trivy scanned 0/0/4/0/0/0 4 0 0 4
      trivy/golden-v0.45.0/busybox-with-lockfile.json trivy scanned 0/1/1/0/0/0 2 0 0 2
      trivy/golden-v0.45.0/debian-buster.json trivy scanned 1/0/0/1/0/0 1 0 0 2
      trivy/golden-v0.45.0/fluentd-multiple-lockfiles.json trivy scanned 1/1/0/1/0/0 2 0 0 3
      trivy/golden-v0.45.0/gomod.json trivy scanned 0/0/1/0/0/2 3 0 0 5
      trivy/golden-v0.45.0/npm.json trivy scanned 0/0/1/0/0/0 1 0 0 1
      trivy/golden-v0.45.0/pom.json trivy scanned 1/1/0/0/0/0 2 0 0 2
      trivy/golden-v0.45.0/ubuntu-1804-ignore-unfixed.json trivy scanned 0/0/4/0/0/0 4 0 0 4
      trivy/golden-v0.57.1/busybox-with-lockfile.json trivy scanned 0/1/1/0/0/0 2 0 0 2
      trivy/golden-v0.57.1/fluentd-gems.json trivy scanned 1/1/0/0/0/0 2 0 0 2
      trivy/golden-v0.57.1/fluentd-multiple-lockfiles.json trivy scanned 1/1/0/1/0/0 2 0 0 3
      trivy/golden-v0.57.1/gomod.json trivy scanned 0/0/1/0/0/2 3 0 0 5
      trivy/golden-v0.57.1/npm.json trivy scanned 0/0/1/0/0/0 1 0 0 1
      trivy/golden-v0.57.1/pip.json trivy scanned 0/1/1/0/0/0 2 0 0 2
      trivy/other-formats/alpine-310.asff.json unknown
      trivy/other-formats/alpine-310.gitlab.json gitlabsecurity scanned 0/0/4/0/0/0 4 0 0 4
      trivy/other-formats/alpine-310.junit.xml junit
      sarif/defectdojo/cppcheck-cppcheck_no_vuln.sarif sarif scanned 0/0/0/0/0/0 0 0 0 0
      sarif/defectdojo/cppcheck-cppcheck_one_vuln.sarif sarif scanned 1/0/0/0/0/0 0 0 0 1
      sarif/defectdojo/flawfinder-flawfinder_many_vuln.sarif sarif scanned 0/3/0/1/0/0 0 0 0 4
      sarif/defectdojo/flawfinder-flawfinder_no_vuln.sarif sarif scanned 0/0/0/0/0/0 0 0 0 0
      sarif/defectdojo/govulncheck-issue_15033_sarif.json sarif scanned 0/1/1/1/0/0 0 0 0 3
      sarif/defectdojo/mayhem-mayhem_api_many_vulns.sarif sarif scanned 0/3/17/0/0/0 0 0 0 20
      sarif/defectdojo/mayhem-mayhem_api_no_vulns.sarif sarif scanned 0/0/0/0/0/0 0 0 0 0
      sarif/defectdojo/mayhem-mayhem_api_one_vuln.sarif sarif scanned 0/1/0/0/0/0 0 0 0 1
      sarif/defectdojo/mayhem-mayhem_code_no_vulns.sarif sarif scanned 0/0/0/0/0/0 0 0 0 0
      sarif/defectdojo/mayhem-mayhem_code_one_vuln.sarif sarif scanned 0/1/0/0/0/0 0 0 0 1
      sarif/defectdojo/sarif-appendix_k1.sarif sarif scanned 0/0/0/0/0/0 0 0 0 0
      sarif/defectdojo/sarif-appendix_k1_double.sarif sarif scanned 0/0/0/0/0/0 0 0 0 0
      sarif/defectdojo/sarif-appendix_k2.sarif sarif scanned 0/0/1/0/0/0 0 0 0 1
      sarif/defectdojo/sarif-bash-report-subset-same-hash-code-same-unique-id.sarif sarif scanned 0/0/0/2/0/0 0 0 0 2
      sarif/defectdojo/sarif-bash-report.sarif sarif scanned 0/0/0/12/0/0 0 0 0 12
      sarif/defectdojo/sarif-codeQL-output.sarif sarif scanned 0/11/4/57/0/0 0 0 0 72
      sarif/defectdojo/sarif-cxf-3.4.6.sarif sarif scanned 1/11/4/6/0/0 0 0 0 22
      sarif/defectdojo/sarif-dockle_0_3_15.sarif sarif scanned 0/1/0/3/0/0 0 0 0 4
      sarif/defectdojo/sarif-mobsfscan.json sarif scanned 0/1/1/7/0/0 0 0 0 9
      sarif/defectdojo/sarif-njsscan.sarif sarif scanned 0/1/1/0/0/0 0 0 0 2
      sarif/defectdojo/sarif-no_runs.sarif sarif nodata 0/0/0/0/0/0 0 0 0 0
      sarif/defectdojo/sarif-spotbugs.sarif sarif scanned 0/0/0/56/0/0 0 0 0 56
      sarif/defectdojo/sarif-suppression_test.sarif sarif scanned 0/0/2/0/0/0 0 3 0 5
      sarif/trivy/alpine-310.sarif sarif scanned 0/0/4/0/0/0 4 0 0 4
      sonarlint/analysis-model/sonarqube-differential.json unknown
      sonarlint/gitlab-code-quality/gl-code-quality-report.json codequality scanned 0/0/0/18/0/0 0 0 0 18
      gitlab-reports/gitlab_api_fuzzing/gitlab_api_fuzzing_1_vuln_v15.json gitlabsecurity scanned 0/0/0/1/0/0 0 0 0 1
      gitlab-reports/gitlab_container_scan/gl-container-scanning-report-0-vuln.json gitlabsecurity scanned 0/0/0/0/0/0 0 0 0 0
      gitlab-reports/gitlab_container_scan/gl-container-scanning-report-1-vuln_v14.json gitlabsecurity scanned 0/1/0/0/0/0 1 0 0 1
      gitlab-reports/gitlab_container_scan/gl-container-scanning-report-1-vuln_v15.json gitlabsecurity scanned 0/1/0/0/0/0 1 0 0 1
      gitlab-reports/gitlab_container_scan/gl-container-scanning-report-5-vuln_v15.json gitlabsecurity scanned 0/4/1/0/0/0 0 0 0 5
      gitlab-reports/gitlab_dast/gitlab_dast_many_vul_v14.json gitlabsecurity scanned 0/1/1/8/0/0 0 0 0 10
      gitlab-reports/gitlab_dast/gitlab_dast_many_vul_v15.json gitlabsecurity scanned 0/1/1/8/0/0 0 0 0 10
      gitlab-reports/gitlab_dast/gitlab_dast_one_vul_v14.json gitlabsecurity scanned 0/1/0/0/0/0 0 0 0 1
      gitlab-reports/gitlab_dep_scan/gl-dependency-scanning-report-1-vuln_v15.json gitlabsecurity scanned 0/0/0/0/0/1 1 0 0 1
      gitlab-reports/gitlab_dep_scan/gl-dependency-scanning-report-2-vuln-missing-component_v14.json gitlabsecurity scanned 0/1/0/0/0/1 2 0 0 2
      gitlab-reports/gitlab_dep_scan/gl-dependency-scanning-report-many-vuln_v15.json gitlabsecurity scanned 0/2/0/0/0/1 3 0 0 6
      gitlab-reports/gitlab_sast/gl-sast-report-confidence_v14.json gitlabsecurity scanned 0/7/0/0/0/0 0 0 1 8
      gitlab-reports/gitlab_sast/gl-sast-report-confidence_v15.json gitlabsecurity scanned 0/8/0/0/0/0 0 0 0 8
      gitlab-reports/gitlab_sast/gl-sast-report-cwe_v14.json gitlabsecurity scanned 0/2/1/0/0/0 0 0 0 3
      gitlab-reports/gitlab_sast/gl-sast-report_issue4344_v14.json gitlabsecurity scanned 0/0/0/0/0/1 0 0 0 1
      """
          .lines()
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

  @TestFactory
  Stream<DynamicTest> everyReportIsReadRightOrRefused() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String kind : List.of("trivy", "sarif", "sonarlint", "gitlab-reports")) {
      files.addAll(Fixtures.of(kind));
    }
    assertThat(files).hasSize(EXPECTED.size());
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file), () -> assertThat(read(file)).isEqualTo(EXPECTED.get(name(file)))));
  }

  private static String name(Path file) {
    int names = file.getNameCount();
    return file.subpath(names - 3, names).toString().replace('\\', '/');
  }

  private static String read(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int head = Math.min(all.length, KnownFormats.HEAD_BYTES);
    Optional<ReportFormat> format = KnownFormats.of(Arrays.copyOf(all, head));
    if (format.isEmpty()) {
      return "unknown";
    }
    List<Detail> shown = new ArrayList<>();
    try {
      return format.get().read(new ByteArrayInputStream(all), shown::add)
              instanceof FindingSummary found
          ? format.get().id()
              + " "
              + words(found)
              + " "
              + shown.stream().filter(Finding.class::isInstance).count()
          : format.get().id();
    } catch (ReportException e) {
      return "refused: " + e.getMessage();
    }
  }

  private static String words(FindingSummary found) {
    String open =
        Arrays.stream(Severity.values())
            .sorted((a, b) -> b.compareTo(a))
            .map(severity -> String.valueOf(found.open().getOrDefault(severity, 0L)))
            .collect(Collectors.joining("/"));
    long fixable = found.fixable().values().stream().mapToLong(Long::longValue).sum();
    return "%s %s %d %d %d"
        .formatted(
            found.scanned() ? "scanned" : "nodata",
            open,
            fixable,
            found.suppressed(),
            found.falsePositives());
  }
}
