package io.throughline.report.known;

import io.throughline.report.Head;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.clover.CloverFormat;
import io.throughline.report.cobertura.CoberturaFormat;
import io.throughline.report.codequality.CodeQualityFormat;
import io.throughline.report.gitlabsecurity.GitLabSecurityFormat;
import io.throughline.report.har.HarFormat;
import io.throughline.report.jacoco.JacocoFormat;
import io.throughline.report.jmeter.JmeterCsvFormat;
import io.throughline.report.jmeter.JmeterStatisticsFormat;
import io.throughline.report.jmeter.JmeterXmlFormat;
import io.throughline.report.junit.JUnitFormat;
import io.throughline.report.lcov.LcovFormat;
import io.throughline.report.mochawesome.MochawesomeFormat;
import io.throughline.report.openapi.OpenApiFormat;
import io.throughline.report.playwright.PlaywrightFormat;
import io.throughline.report.sarif.SarifFormat;
import io.throughline.report.trivy.TrivyFormat;
import io.throughline.report.xml.XmlReader;
import io.throughline.report.zap.ZapFormat;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All formats; no file is of two. */
public final class KnownFormats {
  public static final List<ReportFormat> ALL =
      List.of(
          new JUnitFormat(),
          new CoberturaFormat(),
          new JacocoFormat(),
          new LcovFormat(),
          new CloverFormat(),
          new JmeterCsvFormat(),
          new JmeterXmlFormat(),
          new JmeterStatisticsFormat(),
          new TrivyFormat(),
          new SarifFormat(),
          new CodeQualityFormat(),
          new GitLabSecurityFormat(),
          new PlaywrightFormat(),
          new MochawesomeFormat(),
          new ZapFormat(),
          new OpenApiFormat(),
          new HarFormat());

  /** How many bytes of a file are enough to tell its format. */
  public static final int HEAD_BYTES = 16 * 1024;

  private KnownFormats() {}

  /**
   * The format of a file; empty when it is none of these, and when it has the marks of several: a
   * guess would count what is not there.
   *
   * @param head its first {@link #HEAD_BYTES} bytes, or all of a shorter one
   */
  public static Optional<ReportFormat> of(byte[] head) {
    Head read = head(head);
    List<ReportFormat> of = ALL.stream().filter(format -> format.isOf(read)).toList();
    return of.size() == 1 ? Optional.of(of.getFirst()) : Optional.empty();
  }

  static Head head(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String begin = plain.stripLeading();
    if (begin.startsWith("{") || begin.startsWith("[")) {
      return new Head(plain, null, Set.of(), Keys.of(bytes));
    }
    try (XmlReader xml = XmlReader.of(new ByteArrayInputStream(bytes))) {
      return xml.next() == XmlReader.Event.START
          ? new Head(plain, xml.name(), xml.attributes(), Set.of())
          : new Head(plain, null, Set.of(), Set.of());
    } catch (ReportException e) {
      // What is no XML is told by its text.
      return new Head(plain, null, Set.of(), Set.of());
    }
  }
}
