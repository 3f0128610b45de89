package io.throughline.report.gitlabsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import io.throughline.report.Read;
import io.throughline.report.ReportException;
import io.throughline.report.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by which reports of GitLab's scanners are read. */
class GitLabSecurityReportTest {
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  private static Read read(String text) throws ReportException {
    return Read.of(new GitLabSecurityFormat(), text);
  }

  private static Read scan(String type, String... vulnerabilities) throws ReportException {
    return read(
        "{'version':'15.0.7','vulnerabilities':["
            + String.join(",", vulnerabilities)
            + "],'scan':{'type':'"
            + type
            + "','status':'success','scanner':{'name':'S','version':'1'}}}");
  }

  private static String entry(String id, String rule, String location, String more) {
    return "{'id':'%s','name':'n','severity':'High','identifiers':[{'type':'x','name':'X','value':'%s'}],'location':{%s}%s}"
        .formatted(id, rule, location, more);
  }

  private static String packaged(String name, String version, String image) {
    return "'dependency':{'package':{'name':'%s'},'version':'%s'},'image':'%s'"
        .formatted(name, version, image);
  }

  @Test
  void aFindingIsToldWithAllThatIsSaidOfIt() throws ReportException {
    Read read =
        scan(
            "container_scanning",
            "{'id':'1','message':'CVE-1 in apt','severity':'Critical','solution':'Upgrade apt from 1"
                + " to 2','identifiers':[{'type':'gemnasium','value':'g'},{'type':'cve','value':"
                + "'CVE-1'},{'type':'cve','value':'CVE-2'}],'location':{"
                + packaged("apt", "1", "r/a@" + DIGEST)
                + "}}");
    assertThat(read.summary())
        .isEqualTo(
            new FindingSummary(
                FindingSummary.Kind.COMPOSITION,
                "S 1",
                "r/a@" + DIGEST,
                DIGEST,
                true,
                Map.of(Severity.CRITICAL, 1L),
                Map.of(Severity.CRITICAL, 1L),
                0,
                0,
                List.of()));
    assertThat(read.shown())
        .containsExactly(
            new Finding(
                "CVE-1",
                "apt 1",
                "r/a@" + DIGEST,
                "CVE-1 in apt",
                Severity.CRITICAL,
                true,
                Finding.State.OPEN));
  }

  @Test
  void packagesCountOnceAndAreShownByVersion() throws ReportException {
    Read read =
        scan(
            "dependency_scanning",
            entry("1", "C", packaged("p", "1", ""), ",'solution':'No solution provided'"),
            entry("2", "C", packaged("p", "2", ""), ""),
            entry("3", "C", packaged("p", "2", ""), ""),
            entry("4", "C", packaged("q", "1", ""), ""));
    assertThat(read.summary().all()).isEqualTo(2);
    assertThat(read.summary().fixable()).isEmpty();
    assertThat(read.shown()).hasSize(3);
  }

  @Test
  void callsCountOnceForEachOperation() throws ReportException {
    Read read =
        scan(
            "dast",
            entry("1", "7", "'hostname':'http://h','method':'GET','path':'/a?x=1'", ""),
            entry("2", "7", "'hostname':'http://h','method':'GET','path':'/a?x=2'", ""),
            entry("3", "7", "'hostname':'http://h','method':'PUT','path':'/a'", ""));
    assertThat(read.summary().kind()).isEqualTo(FindingSummary.Kind.RUNNING);
    assertThat(read.summary().artefact()).isEqualTo("http://h");
    assertThat(read.shown())
        .extracting(one -> one.subject() + " at " + one.place())
        .containsExactly("GET /a at http://h/a", "PUT /a at http://h/a");
  }

  @Test
  void placesInTheSourceCountOnceAndWhatHasNoneByItsId() throws ReportException {
    Read read =
        scan(
            "sast",
            entry("1", "R", "'file':'a','start_line':3", ""),
            entry("2", "R", "'file':'a','start_line':3", ""),
            entry("3", "R", "'file':'a','start_line':4", ""),
            entry("4", "R", "'crash_state':'Parse\\nmain'", ""),
            entry("5", "R", "'crash_state':'Parse\\nmain'", ""));
    assertThat(read.summary().kind()).isEqualTo(FindingSummary.Kind.CODE);
    assertThat(read.shown())
        .extracting(one -> one.subject() + " at " + one.place())
        .containsExactly("a at a:3", "a at a:4", "Parse at ", "Parse at ");
  }

  @Test
  void whatTheAnalyserIgnoresIsAFalsePositive() throws ReportException {
    FindingSummary found =
        scan(
                "sast",
                entry("1", "R", "'file':'a'", ",'confidence':'Ignore'"),
                entry(
                    "2",
                    "R",
                    "'file':'b'",
                    ",'flags':[{'type':'other'}," + "{'type':'flagged-as-likely-false-positive'}]"),
                entry("3", "R", "'file':'c'", ",'confidence':'Low','flags':[]"))
            .summary();
    assertThat(found.all()).isEqualTo(1);
    assertThat(found.falsePositives()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"Info,INFO", "Unknown,UNKNOWN", "Medium,MEDIUM", "Undefined,UNKNOWN", "Low,LOW"})
  void severitiesHaveTheirWords(String word, Severity severity) throws ReportException {
    assertThat(
            scan("sast", entry("1", "R", "'file':'a'", "").replace("High", word)).summary().open())
        .containsOnlyKeys(severity);
  }

  @Test
  void aScanThatFailedIsNoData() throws ReportException {
    String failed =
        "{'vulnerabilities':[],'scan':{'type':'sast','status':'failure','scanner':{'id':'s'}}}";
    assertThat(read(failed).summary().scanned()).isFalse();
    assertThat(read(failed).summary().notes()).containsExactly("the scan failed");
    assertThat(read(failed.replace("failure", "success")).summary())
        .satisfies(
            found -> {
              assertThat(found.scanned()).isTrue();
              assertThat(found.tool()).isEqualTo("s");
            });
  }

  @Test
  void withoutItsScanAReportIsOfTheCategoryOfItsEntries() throws ReportException {
    FindingSummary found =
        read("{'vulnerabilities':["
                + entry("1", "R", "'file':'a'", ",'category':'dast','scanner':{'name':'Z'}")
                + "]}")
            .summary();
    assertThat(found.kind()).isEqualTo(FindingSummary.Kind.RUNNING);
    assertThat(found.tool()).isEqualTo("Z");
    assertThat(found.scanned()).isTrue();
    assertThat(found.notes()).containsExactly("it does not say how the scan ended");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|a security report is an array, where an object belongs",
        "{'scan':{'type':'sast'}}|it has no list of vulnerabilities",
        "{'vulnerabilities':null}|the list of vulnerabilities is null, where an array belongs",
        "{'vulnerabilities':[]}|it does not say what kind of scan it was",
        "{'vulnerabilities':[],'scan':{'type':'palm'}}|\"palm\" is no kind of scan that GitLab has",
        "{'vulnerabilities':[{}]}|a vulnerability has neither an identifier nor an id"
      })
  void whatIsNoneIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(ReportException.class).hasMessage(message);
  }
}
