package io.throughline.report.trivy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import io.throughline.report.Read;
import io.throughline.report.ReportException;
import io.throughline.report.Severity;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules by which Trivy is read (E09, N31). */
class TrivyReportTest {
  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final String ID = "sha256:" + "cd".repeat(32);

  private static Read read(String text) throws ReportException {
    return Read.of(new TrivyFormat(), text);
  }

  private static Read results(String results) throws ReportException {
    return read("{'SchemaVersion':2,'ArtifactName':'a','Results':[" + results + "]}");
  }

  private static String vulnerability(String id, String name, String version, String more) {
    return "{'VulnerabilityID':'%s','PkgName':'%s','InstalledVersion':'%s','Severity':'HIGH'%s}"
        .formatted(id, name, version, more);
  }

  private static String result(String target, String... vulnerabilities) {
    return "{'Target':'%s','Class':'os-pkgs','Vulnerabilities':[%s]}"
        .formatted(target, String.join(",", vulnerabilities));
  }

  @Test
  void aFindingIsToldWithAllThatIsSaidOfIt() throws ReportException {
    Read read =
        read(
            "{'SchemaVersion':2,'Trivy':{'Version':'0.57.1'},'ArtifactName':'r/a:1','Metadata':"
                + "{'ImageID':'"
                + ID
                + "','RepoDigests':['','r/a@"
                + DIGEST
                + "']},'Results':["
                + result(
                    "r/a:1 (alpine 3.20)",
                    vulnerability(
                        "CVE-1", "musl", "1.1", ",'FixedVersion':'1.2','Title':'musl: bad'"))
                + "]}");
    assertThat(read.summary())
        .isEqualTo(
            new FindingSummary(
                FindingSummary.Kind.COMPOSITION,
                "Trivy 0.57.1",
                "r/a:1",
                DIGEST,
                true,
                Map.of(Severity.HIGH, 1L),
                Map.of(Severity.HIGH, 1L),
                0,
                0,
                List.of()));
    assertThat(read.shown())
        .containsExactly(
            new Finding(
                "CVE-1",
                "musl 1.1",
                "r/a:1 (alpine 3.20)",
                "musl: bad",
                Severity.HIGH,
                true,
                Finding.State.OPEN));
  }

  /** N31: it counts once for each id and package, and is shown wherever it is. */
  @Test
  void n31_theSameIdInOnePackageCountsOnce() throws ReportException {
    Read read =
        results(
            result(
                    "image",
                    vulnerability("CVE-1", "musl", "1.1", ",'Layer':{'DiffID':'x'}"),
                    vulnerability("CVE-1", "musl", "1.1", ",'Layer':{'DiffID':'y'}"),
                    vulnerability("CVE-1", "musl", "1.2", ""),
                    vulnerability("CVE-1", "musl-utils", "1.1", ""))
                + ","
                + result("go.mod", vulnerability("CVE-1", "musl", "1.1", "")));
    assertThat(read.summary().all()).isEqualTo(2);
    assertThat(read.shown())
        .extracting(one -> one.place() + ": " + one.subject())
        .containsExactly(
            "image: musl 1.1", "image: musl 1.2", "image: musl-utils 1.1", "go.mod: musl 1.1");
  }

  @ParameterizedTest
  @CsvSource({
    "CRITICAL,CRITICAL",
    "low,LOW",
    "UNKNOWN,UNKNOWN",
    "NEGLIGIBLE,UNKNOWN",
    "'',UNKNOWN"
  })
  void aSeverityThatTrivyDoesNotHaveIsUnknown(String word, Severity severity)
      throws ReportException {
    assertThat(
            results(
                    "{'Target':'t','Vulnerabilities':[{'VulnerabilityID':'C','PkgName':'p',"
                        + "'Severity':'"
                        + word
                        + "'}]}")
                .summary()
                .open())
        .containsOnlyKeys(severity);
  }

  /** The status says what the vendor means to do; a version that mends it is named or not. */
  @Test
  void aStatusMendsNothing() throws ReportException {
    FindingSummary found =
        results(
                result(
                    "t",
                    vulnerability("C-1", "p", "1", ",'Status':'fixed'"),
                    vulnerability("C-2", "p", "1", ",'Status':'will_not_fix','FixedVersion':'2'"),
                    vulnerability("C-3", "p", "1", ",'Status':'end_of_life','FixedVersion':' '"),
                    vulnerability("C-4", "p", "1", ",'Status':'not_affected'")))
            .summary();
    assertThat(found.open()).isEqualTo(Map.of(Severity.HIGH, 3L));
    assertThat(found.fixable()).isEqualTo(Map.of(Severity.HIGH, 1L));
    assertThat(found.falsePositives()).isEqualTo(1);
  }

  @Test
  void whatWasSetAsideIsSuppressed() throws ReportException {
    Read read =
        results(
            "{'ExperimentalModifiedFindings':[{'Type':'vulnerability','Status':'not_affected',"
                + "'Finding':"
                + vulnerability("C-1", "p", "1", "")
                + "},{'Type':'misconfiguration','Status':'ignored','Finding':{'ID':'KSV1'}}],"
                + "'Target':'go.mod','Class':'lang-pkgs'}");
    assertThat(read.summary().all()).isZero();
    assertThat(read.summary().suppressed()).isEqualTo(1);
    assertThat(read.summary().notes())
        .containsExactly("1 that are no vulnerabilities were set aside");
    assertThat(read.shown())
        .extracting(Finding::place, Finding::state)
        .containsExactly(tuple("go.mod", Finding.State.SUPPRESSED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Target':'t','Class':'os-pkgs','Type':'alpine'}",
        "{'Target':'t','Class':'lang-pkgs','Vulnerabilities':null}",
        "{'Target':'t','Type':'npm'}",
        "{'Vulnerabilities':[]}"
      })
  void aResultWithoutAListIsAScanThatFoundNothing(String result) throws ReportException {
    assertThat(results(result).summary().scanned()).isTrue();
    assertThat(results(result).summary().open()).isEmpty();
    assertThat(read("[" + result + "]").summary().scanned()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "[{}]",
        "{'SchemaVersion':2,'ArtifactName':'a'}",
        "{'SchemaVersion':2,'ArtifactName':'a','Results':null}",
        "{'SchemaVersion':2,'Results':[{'Vulnerabilities':null}]}",
        "{'SchemaVersion':2,'Results':[{'Target':'t','Class':'secret','Secrets':[]}]}",
        "{'ClusterName':'c','Resources':[{'Kind':'Pod','Name':'p','Error':'no pull'}]}"
      })
  void whatNamesNothingThatWasScannedIsNoData(String text) throws ReportException {
    assertThat(read(text).summary().scanned()).isFalse();
  }

  @Test
  void aResourceThatWasNotScannedIsNoted() throws ReportException {
    assertThat(
            read("{'ClusterName':'c','Resources':[{'Kind':'Pod','Name':'p','Error':'no pull'},"
                    + "{'Kind':'Pod','Name':'q','Results':["
                    + result("i", vulnerability("C", "p", "1", ""))
                    + "]}]}")
                .summary())
        .satisfies(
            found -> {
              assertThat(found.all()).isEqualTo(1);
              assertThat(found.artefact()).isEqualTo("c");
              assertThat(found.notes()).containsExactly("Pod/p was not scanned: no pull");
            });
  }

  /** Nor is what a secret is kept. */
  @Test
  void misconfigurationsAndSecretsAreNotedAndDoNotCount() throws ReportException {
    Read read =
        results(
            "{'Target':'Dockerfile','Class':'config','MisconfSummary':{'Successes':9,'Failures':3},"
                + "'Misconfigurations':[{'Status':'FAIL','Severity':'HIGH'},{'Status':'PASS',"
                + "'Severity':'HIGH'},{'Status':'FAIL','Severity':'LOW'}]},"
                + "{'Target':'k','Class':'secret','Secrets':[{'Severity':'CRITICAL','Match':'hush'"
                + "}]},{'Target':'l','Class':'license','Licenses':[{'Severity':'LOW'}]}");
    assertThat(read.shown()).isEmpty();
    assertThat(read.summary().all()).isZero();
    assertThat(read.summary().notes())
        .containsExactly(
            "\"Dockerfile\" says that 3 checks failed, and 2 are in the report",
            "not counted among vulnerabilities: 1 licence (1 low)",
            "not counted among vulnerabilities: 2 misconfigurations (1 low, 1 high)",
            "not counted among vulnerabilities: 1 secret (1 critical)",
            "nothing in it was scanned for vulnerabilities");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'SchemaVersion':3}|its schema version is 3, and those that are read are 1 and 2",
        "{}|it has neither a schema version nor a cluster, as a report of Trivy has",
        "'text'|a report of Trivy is \"text\", where an object belongs",
        "[null]|a result is null, where an object belongs",
        "[{'Vulnerabilities':{}}]|the list of vulnerabilities is an object, where an array belongs",
        "[{'Vulnerabilities':[{'PkgName':'p'}]}]|a vulnerability names no id",
        "[{'Vulnerabilities':[{'VulnerabilityID':'C'}]}]|a vulnerability names no package",
        "[] []|something follows its end"
      })
  void whatIsNoneIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ReportException.class)
        .hasMessage(message)
        .satisfies(e -> assertThat(((ReportException) e).place()).startsWith("line 1, column "));
  }

  /** Some tools sort the fields of a report. */
  @Test
  void aTargetMayBeToldAfterItsVulnerabilities() throws ReportException {
    assertThat(
            results("{'Vulnerabilities':[" + vulnerability("C", "p", "1", "") + "],'Target':'t'}")
                .shown())
        .extracting(Finding::place)
        .containsExactly("t");
  }

  @Test
  void anImageIsKnownByItsDigestElseByItsId() throws ReportException {
    assertThat(
            read("{'SchemaVersion':2,'Metadata':{'ImageID':'" + ID + "','RepoDigests':null}}")
                .summary()
                .digest())
        .isEqualTo(ID);
    assertThat(
            read("{'SchemaVersion':2,'ArtifactName':'r/a@"
                    + DIGEST
                    + "','Metadata':{'ImageID':'"
                    + ID
                    + "'}}")
                .summary()
                .digest())
        .isEqualTo(DIGEST);
    assertThat(read("{'SchemaVersion':2,'Metadata':null}").summary().digest()).isNull();
  }

  /** E09: 100 MB that are made while they are read, of which nobody could keep much. */
  @Test
  void e09_aVastReportIsReadAsAStream() throws ReportException {
    String description = "x".repeat(2_000);
    FindingSummary found =
        new TrivyFormat()
            .read(
                new Generated(
                    "[{'Target':'t','Vulnerabilities':[",
                    i ->
                        (i == 0 ? "" : ",")
                            + vulnerability(
                                "C-" + i % 20_000,
                                "p",
                                "1",
                                ",'Description':'" + description + "'"),
                    50_000,
                    "]}]"),
                one -> {});
    assertThat(found.open()).isEqualTo(Map.of(Severity.HIGH, 20_000L));
  }

  /** A stream of parts, each made when it is read. */
  private static final class Generated extends InputStream {
    private final Iterator<String> parts;
    private byte[] part = new byte[0];
    private int next;

    Generated(String begin, IntFunction<String> entry, int entries, String end) {
      parts =
          Stream.concat(
                  Stream.concat(Stream.of(begin), IntStream.range(0, entries).mapToObj(entry)),
                  Stream.of(end))
              .iterator();
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int from, int length) {
      while (next == part.length) {
        if (!parts.hasNext()) {
          return -1;
        }
        part = parts.next().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        next = 0;
      }
      int taken = Math.min(length, part.length - next);
      System.arraycopy(part, next, into, from, taken);
      next += taken;
      return taken;
    }
  }
}
