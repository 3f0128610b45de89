package io.throughline.report.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.CoverageSummary;
import io.throughline.report.CoveredLines;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every format, and the rules by which coverage is counted. */
class KnownFormatsTest {
  /** A whole report of a format. */
  record Sample(String format, String text) {
    @Override
    public String toString() {
      return format;
    }

    ReportFormat known() {
      return KnownFormats.ALL.stream().filter(f -> f.id().equals(format)).findFirst().orElseThrow();
    }
  }

  static List<Sample> samples() {
    return List.of(
        new Sample(
            "junit",
            "<testsuites><testsuite name='s'><testcase name='a'><failure message='m'/></testcase>"
                + "<testcase name='b' time='0.1'/></testsuite></testsuites>"),
        new Sample(
            "cobertura",
            "<coverage line-rate='0.5'><packages><package><classes><class filename='a.py'><methods>"
                + "<method><lines><line number='1' hits='1'/></lines></method></methods><lines>"
                + "<line number='1' hits='1'/><line number='2' hits='0' branch='true'"
                + " condition-coverage='50% (1/2)'/></lines></class></classes></package></packages>"
                + "</coverage>"),
        new Sample(
            "jacoco",
            "<report name='app'><package name='p'><counter type='LINE' missed='9' covered='9'/>"
                + "</package><counter type='LINE' missed='1' covered='3'/></report>"),
        new Sample(
            "lcov", "TN:\nSF:a.ts\nDA:1,4\nDA:2,0\nBRDA:1,0,0,1\nBRDA:1,0,1,-\nend_of_record"),
        new Sample(
            "clover",
            "<coverage generated='1' clover='4'><project><metrics statements='4'"
                + " coveredstatements='1' conditionals='2' coveredconditionals='2'/></project>"
                + "<testproject><metrics statements='9' coveredstatements='9' conditionals='0'"
                + " coveredconditionals='0'/></testproject></coverage>"),
        new Sample(
            "jmeter-csv",
            "label,timeStamp,elapsed,responseMessage,threadName,success\n"
                + "\"Log in, \"\"again\"\"\",1700000000000,250,\"Created\nat last\",users 1-1,false"),
        new Sample(
            "jmeter-xml",
            "<testResults version='1.2'><sample t='250' ts='1700000000000' s='false' lb='a'>"
                + "<httpSample t='90' ts='1700000000000' s='true' lb='b'/></sample></testResults>"),
        new Sample(
            "jmeter-statistics",
            "{\"a.b\":{\"sampleCount\":4,\"errorCount\":1,\"meanResTime\":5.5,\"medianResTime\":5,"
                + "\"minResTime\":3,\"maxResTime\":9,\"pct1ResTime\":6,\"pct2ResTime\":7,\"pct3ResTime\":8,"
                + "\"throughput\":2.5},\"Total\":{\"sampleCount\":4,\"errorCount\":1,\"meanResTime\":5.5,"
                + "\"medianResTime\":5,\"minResTime\":3,\"maxResTime\":9,\"pct1ResTime\":6,"
                + "\"pct2ResTime\":7,\"pct3ResTime\":8,\"throughput\":2.5}}"),
        new Sample(
            "trivy",
            "{\"SchemaVersion\":2,\"ArtifactName\":\"a\",\"Results\":[{\"Target\":\"a\","
                + "\"Class\":\"os-pkgs\",\"Vulnerabilities\":[{\"VulnerabilityID\":\"CVE-1\","
                + "\"PkgName\":\"p\",\"Severity\":\"LOW\"}]}]}"),
        new Sample(
            "sarif",
            "{\"runs\":[{\"results\":[{\"ruleId\":\"r\",\"message\":{\"text\":\"m\"}}],\"tool\":"
                + "{\"driver\":{\"name\":\"t\",\"rules\":[{\"id\":\"r\"}]}}}],\"version\":\"2.1.0\"}"),
        new Sample(
            "codequality",
            "[{\"check_name\":\"c\",\"description\":\"d\",\"fingerprint\":\"f\",\"location\":"
                + "{\"path\":\"a\",\"lines\":{\"begin\":1}},\"severity\":\"minor\"}]"),
        new Sample(
            "gitlabsecurity",
            "{\"version\":\"15.0.7\",\"vulnerabilities\":[{\"id\":\"1\",\"identifiers\":[{\"type\":"
                + "\"x\",\"value\":\"R\"}],\"location\":{\"file\":\"a\"}}],\"scan\":{\"type\":"
                + "\"sast\",\"status\":\"success\"}}"),
        new Sample(
            "playwright",
            """
            {"config":{"rootDir":"/t","forbidOnly":false,"projects":[{"name":"chromium"}]},
             "suites":[{"title":"a.spec.ts","file":"a.spec.ts","specs":[],"suites":[
              {"title":"cart","specs":[{"title":"adds","tests":[{"expectedStatus":"passed",
               "projectName":"chromium","results":[{"status":"passed","duration":12}],
               "status":"expected"}]}]}]}],
             "errors":[],"stats":{"expected":1,"unexpected":0,"flaky":0,"skipped":0}}"""),
        new Sample(
            "mochawesome",
            """
            {"stats":{"suites":1,"tests":1,"passes":1,"failures":0,"pending":0,"testsRegistered":1,
              "other":0,"skipped":0},
             "results":[{"title":"","file":"a.cy.js","suites":[{"title":"cart","tests":[
              {"title":"adds","duration":12,"state":"passed","pass":true}],"suites":[]}]}]}"""),
        new Sample(
            "zap",
            """
            {"@version":"2.16.0","@generated":"Fr., 30 Sep. 2022 08:40:35",
             "site":[{"@name":"https://shop.example","alerts":[{"pluginid":"10038","name":"CSP",
              "riskcode":"2","confidence":"3","instances":[{"uri":"https://shop.example/a?b=c",
              "method":"GET"}],"count":"1"}]}]}"""),
        new Sample(
            "openapi",
            """
            {"openapi":"3.0.3","info":{"title":"Pets","version":"1"},
             "servers":[{"url":"https://api.example/v1"}],
             "paths":{"/pets":{"get":{"operationId":"list","responses":{"200":{}}}}}}"""),
        new Sample(
            "har",
            """
            {"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[
             {"request":{"method":"GET","url":"https://api.example/v1/pets?key=secret"},
              "response":{"status":200}}]}}"""));
  }

  private static CoverageSummary coverage(String format, String text) throws ReportException {
    return (CoverageSummary) read(format, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Object read(String format, byte[] bytes) throws ReportException {
    return new Sample(format, "").known().read(new ByteArrayInputStream(bytes), test -> {});
  }

  @Test
  void thereIsASampleOfEachFormat() {
    assertThat(samples())
        .extracting(Sample::format)
        .containsExactlyElementsOf(KnownFormats.ALL.stream().map(ReportFormat::id).toList());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aFormatIsToldByWhatTheFileHolds(Sample sample) {
    byte[] bytes = ("\uFEFF" + sample.text()).getBytes(StandardCharsets.UTF_8);
    for (ReportFormat format : KnownFormats.ALL) {
      assertThat(format.isOf(KnownFormats.head(bytes)))
          .as(format.id())
          .isEqualTo(format.id().equals(sample.format()));
    }
  }

  /** What a tool writes that found nothing; what could be of any tool is of none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|codequality",
        "null|",
        "[7]|",
        "{}|",
        "{'version':'2.1.0','$schema':'sarif.json','runs':[]}|sarif",
        "{'version':'2.1.0','runs':[]}|",
        "{'vulnerabilities':[],'version':'15','dependency_files':[]}|gitlabsecurity",
        "{'vulnerabilities':[]}|",
        "[{'Target':'a','Type':'npm'}]|trivy",
        "{'ClusterName':'c','Resources':[]}|trivy",
        "{'Findings':[{'SchemaVersion':'2018-10-08'}]}|"
      })
  void aFormatIsToldByItsKeys(String text, @Nullable String format) {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThat(KnownFormats.ALL.stream().filter(f -> f.isOf(KnownFormats.head(bytes))))
        .extracting(ReportFormat::id)
        .isEqualTo(format == null ? List.of() : List.of(format));
  }

  /** It has the marks of both, so that either would be a guess. */
  @Test
  void aFileOfTwoFormatsIsOfNone() {
    String text = "{'openapi':'3.0.3','info':{},'paths':{},'log':{'creator':{},'entries':[]}}";
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThat(KnownFormats.ALL.stream().filter(f -> f.isOf(KnownFormats.head(bytes))))
        .extracting(ReportFormat::id)
        .containsExactly("openapi", "har");
    assertThat(KnownFormats.of(bytes)).isEmpty();
  }

  /** E10: however it is cut, it is refused with a place. */
  @ParameterizedTest
  @MethodSource("samples")
  void aCutReportIsRefused(Sample sample) {
    byte[] whole = sample.text().getBytes(StandardCharsets.UTF_8);
    for (int percent = 0; percent < 100; percent++) {
      byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
      assertThatThrownBy(() -> read(sample.format(), cut))
          .as("%d %%", percent)
          .isInstanceOfSatisfying(
              ReportException.class, e -> assertThat(e.place()).startsWith("line "));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aDamagedReportIsReadOrRefused(Sample sample) {
    byte[] whole = sample.text().getBytes(StandardCharsets.UTF_8);
    Random random = new Random(11);
    int refused = 0;
    for (int round = 0; round < 3_000; round++) {
      byte[] damaged = whole.clone();
      for (int change = 1 + random.nextInt(4); change > 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        read(sample.format(), damaged);
      } catch (ReportException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(300, 2_999);
  }

  @ParameterizedTest
  @ValueSource(strings = {"junit", "cobertura", "jacoco", "clover", "jmeter-xml"})
  void anXmlOfAnotherKindIsRefusedByItsRoot(String format) {
    assertThatThrownBy(() -> read(format, "<html/>".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ReportException.class)
        .hasMessageStartingWith("its outermost element is <html>, and that of ");
  }

  @Test
  void theSamplesSayWhatTheyHold() throws ReportException {
    List<Sample> samples = samples();
    assertThat(coverage("cobertura", samples.get(1).text()))
        .isEqualTo(new CoverageSummary(1, 2, 1, 2, List.of()));
    assertThat(coverage("jacoco", samples.get(2).text()))
        .isEqualTo(new CoverageSummary(3, 4, 0, 0, List.of()));
    assertThat(coverage("lcov", samples.get(3).text()))
        .isEqualTo(new CoverageSummary(1, 2, 1, 2, List.of()));
    assertThat(coverage("clover", samples.get(4).text()))
        .isEqualTo(new CoverageSummary(1, 4, 2, 2, List.of()));
  }

  private static String lines(String... lines) {
    return "<coverage line-rate='NaN' lines-valid='0'><class filename='C:\\x\\..\\a.c'><lines>"
        + String.join("", lines)
        + "</lines></class></coverage>";
  }

  /**
   * E07: rates are not believed, hits may be more than an int holds, and below none they are noted.
   */
  @Test
  void e07_coverageIsCountedFromTheLines() throws ReportException {
    CoverageSummary odd =
        coverage(
            "cobertura",
            lines(
                "<line number='1' hits='4294967296000'/>",
                "<line number='2' hits='-5'/>",
                "<line number='3' hits='0.0'/>",
                "<line number='1' hits='0'/>"));
    assertThat(odd.coveredLines()).isEqualTo(1);
    assertThat(odd.lines()).isEqualTo(3);
    assertThat(odd.notes())
        .containsExactly(
            "line 2 of C:\\x\\..\\a.c was hit -5 times",
            "the report says that ? of 0 lines are covered, and its lines say 1 of 3");
    assertThat(coverage("cobertura", lines()).lines()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<line number='x' hits='1'/>|a line has the number \"x\"",
        "<line hits='1'/>|a line has the number \"\"",
        "<line number='1' hits='many'/>|line 1 was hit \"many\" times"
      })
  void whatIsNoLineIsRefused(String line, String message) {
    assertThatThrownBy(() -> coverage("cobertura", lines(line)))
        .isInstanceOf(ReportException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"statements", "conditionals"})
  void moreThanAllIsNotCovered(String what) {
    String metrics =
        "<coverage generated='1'><project><metrics statements='4' coveredstatements='4'"
            + " conditionals='4' coveredconditionals='4'/></project></coverage>";
    assertThatThrownBy(
            () -> coverage("clover", metrics.replace(" " + what + "='4'", " " + what + "='3'")))
        .isInstanceOf(ReportException.class)
        .hasMessage("the project has more covered" + what + " than " + what);
  }

  @Test
  void commasAloneNameNoLine() {
    assertThatThrownBy(() -> coverage("lcov", "SF:a\nDA:,\nend_of_record\n"))
        .isInstanceOf(ReportException.class)
        .hasMessage("\"DA:,\" names no line");
  }

  @Test
  void theLinesOfMethodsCountInAClassWithoutItsOwn() throws ReportException {
    String methods =
        "<coverage><class filename='a'><methods><method><lines><line number='7' hits='1'/></lines>"
            + "</method></methods><lines/></class></coverage>";
    assertThat(coverage("cobertura", methods).coveredLines()).isEqualTo(1);
  }

  /** Numbers that no source has would take memory that no machine has. */
  @Test
  void aReportOfEndlessLinesIsRefused() {
    StringBuilder classes = new StringBuilder("<coverage>");
    for (int i = 0; i < 10; i++) {
      classes.append(
          "<class filename='" + i + "'><lines><line number='99999999' hits='1'/></lines>");
      classes.append("</class>");
    }
    assertThatThrownBy(() -> coverage("cobertura", classes + "</coverage>"))
        .isInstanceOf(ReportException.class)
        .hasMessage("it tells of more files and lines than any source has");
  }

  @Test
  void whatStandsBetweenRecordsOfATracefileIsNotedAndWithinOneRefused() throws ReportException {
    String record = "SF:a\nDA:1,2874063630\nend_of_record\n";
    assertThat(coverage("lcov", record + "EOF\n" + record).notes())
        .containsExactly("line 4: \"EOF\" is nothing that a tracefile has");
    assertThatThrownBy(() -> coverage("lcov", "SF:a\nEOF\nend_of_record\n"))
        .isInstanceOf(ReportException.class)
        .hasToString("line 2: \"EOF\" is nothing that a tracefile has");
    assertThatThrownBy(() -> coverage("lcov", "DA:1,1\n"))
        .hasMessage("\"DA:1,1\" belongs to no file");
  }

  private static CoveredLines lines(String format, String text) throws ReportException {
    List<CoveredLines> told = new ArrayList<>();
    new Sample(format, "")
        .known()
        .read(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            detail -> told.add((CoveredLines) detail));
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  /** N28: shards of one run are laid over each other; a mean of their rates would say 50 %. */
  @Test
  void n28_shardsAreOneReport() throws Exception {
    CoveredLines all =
        lines("lcov", "SF:a\nDA:1,1\nDA:2,0\nBRDA:1,0,0,1\nBRDA:1,0,1,-\nend_of_record");
    all.add(lines("lcov", "SF:a\nDA:1,0\nDA:2,3\nend_of_record\nSF:b\nDA:7,0\nend_of_record"));
    assertThat(all.summary()).isEqualTo(new CoverageSummary(2, 3, 1, 2, List.of()));
    assertThat(all.files()).containsExactlyInAnyOrder("a", "b");
    assertThat(all.covered("a").stream().toArray()).containsExactly(1, 2);
    assertThat(all.known("c").isEmpty()).isTrue();
  }

  @Test
  void theLinesOfJacocoAreTold() throws Exception {
    String report =
        "<report name='r'><group name='m'><package name='p/q'><sourcefile name='A.java'>"
            + "<line nr='3' mi='1' ci='2' mb='1' cb='1'/><line nr='4' mi='1' ci='0' mb='0' cb='0'/>"
            + "</sourcefile></package></group><counter type='LINE' missed='5' covered='1'/></report>";
    assertThat(lines("jacoco", report).known("m/p/q/A.java").stream().toArray())
        .containsExactly(3, 4);
    assertThat(coverage("jacoco", report))
        .isEqualTo(
            new CoverageSummary(
                1,
                2,
                1,
                2,
                List.of(
                    "the report says that 1 of 6 lines are covered, and its lines say 1 of 2")));
  }
}
