package io.throughline.report.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.ReportException;
import io.throughline.report.xml.XmlReader.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile XML may not do. */
class XmlReaderTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  @TempDir Path folder;

  private static InputStream bytes(String xml) {
    return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(InputStream input) throws ReportException {
    StringBuilder text = new StringBuilder();
    try (XmlReader xml = XmlReader.of(input)) {
      for (Event event = xml.next(); event != Event.DONE; event = xml.next()) {
        if (event == Event.TEXT) {
          text.append(xml.text());
        }
      }
    }
    return text.toString();
  }

  private static void refused(InputStream input) {
    long before = System.nanoTime();
    assertThatThrownBy(() -> text(input)).isInstanceOf(ReportException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
  }

  /** A file of ours and a server of ours: neither is read, and nobody knocks. */
  @Test
  void e01_nothingOutsideIsOpened() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "the secret");
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(300);
      String web = "http://127.0.0.1:" + server.getLocalPort() + "/x";
      for (String address :
          List.of(
              secret.toUri().toString(),
              web,
              "ftp://127.0.0.1:" + server.getLocalPort() + "/x",
              "jar:" + web + "!/x",
              "netdoc:" + secret)) {
        refused(bytes("<!DOCTYPE a [<!ENTITY x SYSTEM \"" + address + "\">]><a>&x;</a>"));
        refused(bytes("<!DOCTYPE a [<!ENTITY % x SYSTEM \"" + address + "\"> %x;]><a/>"));
      }
      for (String passedOver :
          List.of(
              "<!DOCTYPE a SYSTEM \"" + web + "\"><a>here</a>",
              "<!DOCTYPE a PUBLIC \"-//A//B\" \"" + web + "\"><a>here</a>",
              "<?xml-stylesheet type=\"text/xsl\" href=\"" + web + "\"?><a>here</a>",
              "<a xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\""
                  + web
                  + "\"/>here</a>")) {
        assertThatNoReportIsRefused(passedOver);
      }
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static void assertThatNoReportIsRefused(String xml) {
    try {
      assertThat(text(bytes(xml))).isEqualTo("here");
    } catch (ReportException e) {
      throw new AssertionError(xml, e);
    }
  }

  @Test
  void e02_entitiesThatGrowAreRefusedBeforeTheyDo() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 12; i++) {
      laughs.append("<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">");
    }
    refused(bytes(laughs + "]><a>&l11;</a>"));
    refused(
        bytes(
            "<!DOCTYPE a [<!ENTITY x \"" + "y".repeat(50_000) + "\">]><a>" + "&x;".repeat(50_000)));
    refused(bytes("<!DOCTYPE a [<!ENTITY x \"&y;\"><!ENTITY y \"&x;\">]><a>&x;</a>"));
  }

  @Test
  void e03_theDoctypeOfARealReportIsPassedOver() throws ReportException {
    String cobertura =
        "<?xml version=\"1.0\"?><!DOCTYPE coverage SYSTEM"
            + " 'http://cobertura.sourceforge.net/xml/coverage-04.dtd'><coverage>here</coverage>";
    assertThat(text(bytes(cobertura))).isEqualTo("here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<a>&x;</a>", "<a b=\"&x;\"/>", "<!DOCTYPE a SYSTEM 'x.dtd'><a>&nbsp;</a>"})
  void e04_anEntityThatIsNotXmlsIsRefusedAndNeverBlank(String xml) {
    assertThatThrownBy(() -> text(bytes(xml)))
        .isInstanceOfSatisfying(
            ReportException.class, e -> assertThat(e.place()).startsWith("line 1, column"));
  }

  @Test
  void e04_theFiveOfXmlAreText() throws ReportException {
    assertThat(text(bytes("<a>&lt;&gt;&amp;&quot;&apos;&#x41;&#27;</a>")))
        .isEqualTo("<>&\"'A\u001b");
  }

  @Test
  void e05_whatIsTooDeepOrTooWideIsRefused() {
    refused(bytes("<a>".repeat(100_000)));
    StringBuilder wide = new StringBuilder("<a");
    for (int i = 0; i < 100_000; i++) {
      wide.append(" b").append(i).append("=\"\"");
    }
    refused(bytes(wide + "/>"));
    refused(
        new SequenceInputStream(
            Collections.enumeration(
                List.of(bytes("<a b=\""), bytes("x".repeat(60_000_000)), bytes("\"/>")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a>x &am", "<a>x &#6", "<a>x &amp", "<a>x <![CDATA[ y"})
  void e10_aTextThatWasCutIsRefused(String xml) {
    refused(bytes(xml));
  }

  /** 200 MB of one text go by in pieces. */
  @Test
  void e05_aTextWithoutEndIsReadInPieces() throws ReportException {
    byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    List<InputStream> parts = new java.util.ArrayList<>(List.of(bytes("<a>")));
    for (int i = 0; i < 200; i++) {
      parts.add(new ByteArrayInputStream(piece));
    }
    parts.add(bytes("</a>"));
    long length = 0;
    int longest = 0;
    try (XmlReader xml = XmlReader.of(new SequenceInputStream(Collections.enumeration(parts)))) {
      for (Event event = xml.next(); event != Event.DONE; event = xml.next()) {
        if (event == Event.TEXT) {
          length += xml.text().length();
          longest = Math.max(longest, xml.text().length());
        }
      }
    }
    assertThat(length).isEqualTo(200L << 20);
    assertThat(longest).isLessThan(1 << 20);
  }

  @Test
  void e05_whatIsNoXmlIsRefusedWithItsPlace() {
    for (String xml :
        List.of(
            "",
            " ",
            "<a>",
            "<a></b>",
            "<a>\u0000</a>",
            "<a/><b/>",
            "{\"a\": 1}",
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
            "<?xml version=\"1.0\" encoding=\"no-such\"?><a/>",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>")) {
      refused(bytes(xml));
    }
    assertThatThrownBy(() -> text(bytes("<a>\n  <b></a>")))
        .isInstanceOfSatisfying(
            ReportException.class,
            e -> {
              assertThat(e.place()).startsWith("line 2, column ");
              assertThat(e.getMessage()).startsWith("it is no XML that can be read: ");
            });
  }

  /** The parser counts to below none here. */
  @Test
  void aPlaceIsOneOfTheFile() {
    assertThatThrownBy(() -> text(bytes("<!DOCTYPE a SYSTEM 'a.dtd'><a><!--\n-- ")))
        .isInstanceOfSatisfying(
            ReportException.class, e -> assertThat(e.place()).isEqualTo("line 2, column 1"));
  }

  @Test
  void itsEncodingIsAsItSays() throws ReportException {
    for (String encoding : List.of("UTF-8", "ISO-8859-1", "windows-1252", "UTF-16")) {
      byte[] xml =
          ("<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><a>für</a>")
              .getBytes(Charset.forName(encoding));
      assertThat(text(new ByteArrayInputStream(xml))).as(encoding).isEqualTo("für");
    }
    assertThat(text(bytes("\uFEFF<a>für</a>"))).isEqualTo("für");
  }
}
