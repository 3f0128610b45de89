package io.throughline.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.gate.ReportKind;
import io.throughline.gate.ReportReading;
import io.throughline.gate.ReportSet;
import io.throughline.report.ReportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What may be in the body of an upload (RELIABILITY E11, E12, E15, and N28 and N30). */
class UploadedReportsTest {
  private static final String JUNIT =
      "<testsuite name=\"s\"><testcase classname=\"c\" name=\"a\"/>"
          + "<testcase classname=\"c\" name=\"b\"><failure>no</failure></testcase></testsuite>";

  private static String cobertura(int... covered) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < covered.length; i++) {
      lines
          .append("<line number=\"")
          .append(i + 1)
          .append("\" hits=\"")
          .append(covered[i])
          .append("\"/>");
    }
    return "<coverage><packages><package name=\"p\"><classes><class name=\"A\" filename=\"A.java\">"
        + "<lines>"
        + lines
        + "</lines></class></classes></package></packages></coverage>";
  }

  private static byte[] zip(Object... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndTexts[i]));
        zip.write(
            namesAndTexts[i + 1] instanceof byte[] raw
                ? raw
                : ((String) namesAndTexts[i + 1]).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  private static List<ReportReading> read(byte[] body) throws ReportException {
    return UploadedReports.read(body, "report");
  }

  private static void refused(byte[] body, String... words) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            ReportException.class, e -> assertThat(e.toString()).contains(words));
  }

  @Test
  void oneFilePlainOrPackedIsTheSame() throws Exception {
    byte[] plain = JUNIT.getBytes(StandardCharsets.UTF_8);
    for (byte[] body : List.of(plain, gzip(plain), zip("a/b.xml", JUNIT))) {
      ReportSet set = new ReportSet(read(body));
      assertThat(set.together())
          .singleElement()
          .satisfies(
              tests -> {
                assertThat(tests.kind()).isEqualTo(ReportKind.TESTS);
                assertThat(tests.numbers()).containsEntry("passed", 1L).containsEntry("failed", 1L);
              });
    }
  }

  /** N28: the union of the lines, not the mean of the rates. */
  @Test
  void shardsOfCoverageAreLaidOverEachOther() throws Exception {
    ReportSet set =
        new ReportSet(
            read(zip("1.xml", cobertura(1, 0, 0, 0), "2.xml", cobertura(1, 1, 0, 0), "x.txt", "")));
    assertThat(set.together().getFirst().numbers())
        .containsEntry("covered_lines", 2L)
        .containsEntry("lines", 4L);
  }

  /** N30: percentiles over shards come of all samples. */
  @Test
  void shardsOfALoadTestAreOneRun() throws Exception {
    String head = "timeStamp,elapsed,label,responseCode,success\n";
    StringBuilder fast = new StringBuilder(head);
    for (int i = 0; i < 99; i++) {
      fast.append(1_700_000_000_000L + i).append(",10,pay,200,true\n");
    }
    String slow = head + "1700000000000,1000,pay,200,true\n";
    ReportSet set = new ReportSet(read(zip("1.jtl", fast.toString(), "2.jtl", slow)));
    assertThat(set.together())
        .singleElement()
        .satisfies(
            load -> {
              assertThat(load.numbers()).containsEntry("samples", 100L);
              assertThat(load.numbers().get("p95").doubleValue()).isEqualTo(10);
            });
  }

  @Test
  void whatUnpacksToTooMuchIsRefusedBeforeItDoes() throws Exception {
    byte[] zeros = new byte[64 << 20];
    refused(zip("zeros.xml", zeros), "zeros.xml", "100 times");
    Arrays.fill(zeros, (byte) ' ');
    byte[] start = ("<testsuite><!--" + " ".repeat(100)).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(start, 0, zeros, 0, start.length);
    refused(gzip(zeros), "100 times");
    refused(zip("junit.xml", zeros), "100 times");
  }

  @Test
  void whatIsPackedTwiceIsRefused() throws Exception {
    refused(zip("inner.zip", zip("a.xml", JUNIT)), "inner.zip", "packed within");
    refused(gzip(gzip(JUNIT.getBytes(StandardCharsets.UTF_8))), "packed within");
  }

  @Test
  void tooManyFilesAndOneNameTwiceAreRefused() throws Exception {
    Object[] many = new Object[2 * (UploadedReports.MOST_ENTRIES + 1)];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "f" + i;
      many[i + 1] = "x";
    }
    refused(zip(many), "more than 10000 files");
    // The packer itself refuses a second entry of one name; the second name is written over.
    byte[] twice = zip("a.xml", JUNIT, "b.xml", JUNIT);
    for (int i = 0; i + 5 < twice.length; i++) {
      if (new String(twice, i, 5, StandardCharsets.ISO_8859_1).equals("b.xml")) {
        twice[i] = 'a';
      }
    }
    refused(twice, "a.xml", "twice");
  }

  @Test
  void aNameIsOnlyALabel() throws Exception {
    String name = "../../<img onerror=1>\r\n=cmd()\u0007" + "x".repeat(5_000);
    ReportReading reading = read(zip(name, JUNIT)).getFirst();
    assertThat(reading.file().path())
        .startsWith("../../<img onerror=1>??=cmd()?")
        .hasSizeLessThanOrEqualTo(400);
  }

  @Test
  void whatIsCutOffOrBrokenIsRefusedWhole() throws Exception {
    byte[] zip = zip("a.xml", JUNIT.repeat(1), "b.xml", cobertura(1, 2, 3));
    refused(zip("a.xml", JUNIT, "b.xml", "<testsuite><testcase"), "b.xml, line 1");
    byte[] damaged = zip.clone();
    damaged[60] ^= 0x55;
    assertThatThrownBy(() -> read(damaged)).isInstanceOf(ReportException.class);
    byte[] cut = new byte[60];
    System.arraycopy(zip, 0, cut, 0, cut.length);
    assertThatThrownBy(() -> read(cut)).isInstanceOf(ReportException.class);
    refused(new byte[0], "empty");
    refused("hello".getBytes(StandardCharsets.UTF_8), "no format that is known");
    refused(zip("a.txt", "hello"), "none of its 1 files");
    refused(zip(), "empty");
  }

  @Test
  void aReportOfAnotherCommitIsRefused() throws Exception {
    byte[] sarif =
        ("{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"T\"}},"
                + "\"versionControlProvenance\": [{\"revisionId\": \"ABCDEF0123\"}],"
                + "\"results\": []}]}")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(ReportMapping.read(sarif, "s", null, "abcdef0123456789").together()).hasSize(1);
    assertThatThrownBy(() -> ReportMapping.read(sarif, "s", null, "0000000123456789"))
        .hasMessageContaining("it is of the commit abcdef0123, and not of 0000000123456789");
  }

  @Test
  void aGivenKindHasToFit() throws Exception {
    byte[] junit = JUNIT.getBytes(StandardCharsets.UTF_8);
    assertThat(ReportMapping.read(junit, null, "browser-tests", null).together()).hasSize(1);
    assertThatThrownBy(() -> ReportMapping.read(junit, null, "coverage", null))
        .hasMessageContaining("it holds tests, and kind says coverage");
  }
}
