package io.throughline.report.zap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.Detail;
import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import io.throughline.report.ReportException;
import io.throughline.report.Severity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by which ZAP's findings are counted, in both of its languages. */
class ZapFormatTest {
  private static final String XML =
      """
      <?xml version="1.0"?>
      <OWASPZAPReport version="2.16.0" generated="Fr., 30 Sep. 2022 08:40:35">
      <site name="https://u:p@shop.example" host="shop.example"><alerts><alertitem>
      <pluginid>10038</pluginid><alertRef>10038-1</alertRef><alert>a</alert><name>CSP &amp; more</name>
      <riskcode>2</riskcode><confidence>3</confidence>
      <instances>
      <instance><uri>https://shop.example/cart?token=secret</uri><method>GET</method></instance>
      <instance><uri>https://shop.example/cart;jsessionid=secret#x</uri><method>get</method></instance>
      <instance><uri>https://shop.example/cart</uri><method>POST</method>
      <requestheader>Cookie: secret</requestheader></instance>
      </instances><count>7</count></alertitem></alerts></site></OWASPZAPReport>""";

  private final List<Detail> details = new ArrayList<>();

  private FindingSummary read(String text) throws ReportException {
    return (FindingSummary)
        new ZapFormat()
            .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), details::add);
  }

  private FindingSummary alerts(String alerts) throws ReportException {
    return read(
        "{'@version':'D-2021','site':{'@name':'http://s:8080','alerts':[%s]}}"
            .formatted(alerts)
            .replace('\'', '"'));
  }

  @Test
  void oneRuleAtOneMethodAndPathIsOneFindingWithoutAnySecret() throws ReportException {
    FindingSummary found = read(XML);
    assertThat(found)
        .isEqualTo(
            new FindingSummary(
                FindingSummary.Kind.RUNNING,
                "ZAP 2.16.0",
                "https://shop.example",
                null,
                true,
                Map.of(Severity.MEDIUM, 2L),
                Map.of(),
                0,
                0,
                List.of("rule 10038-1 was found 7 times, and the report lists 3")));
    assertThat(details)
        .containsExactly(finding("GET /cart"), finding("POST /cart"))
        .asString()
        .doesNotContain("secret");
  }

  private static Finding finding(String subject) {
    return new Finding(
        "10038-1",
        subject,
        "https://shop.example/cart",
        "CSP & more",
        Severity.MEDIUM,
        false,
        Finding.State.OPEN,
        "10038-1\n" + subject + "\nhttps://shop.example/cart");
  }

  @ParameterizedTest
  @CsvSource({"0,INFO", "1,LOW", "2,MEDIUM", "3,HIGH"})
  void theSeverityIsTheRisk(String risk, Severity severity) throws ReportException {
    assertThat(alerts("{'pluginid':1,'riskcode':" + risk + "}").open())
        .isEqualTo(Map.of(severity, 1L));
  }

  @Test
  void aFalsePositiveIsCountedApart() throws ReportException {
    FindingSummary found = alerts("{'pluginid':'1','riskcode':'3','confidence':'0'}");
    assertThat(found.all()).isZero();
    assertThat(found.falsePositives()).isEqualTo(1);
    assertThat(((Finding) details.getFirst()).state()).isEqualTo(Finding.State.FALSE_POSITIVE);
  }

  @Test
  void ofSeveralAlertsOfOnePlaceTheWorstCounts() throws ReportException {
    String place = "'instances':[{'uri':'http://s:8080','method':'GET'}]}";
    FindingSummary found =
        alerts(
            "{'pluginid':'1','riskcode':'1',"
                + place
                + ",{'pluginid':'1','riskcode':'3','confidence':'0',"
                + place
                + ",{'pluginid':'1','riskcode':'2',"
                + place);
    assertThat(found.open()).isEqualTo(Map.of(Severity.MEDIUM, 1L));
    assertThat(found.falsePositives()).isZero();
    assertThat(details).hasSize(1);
  }

  @Test
  void anAlertWithoutInstancesHoldsForItsSite() throws ReportException {
    alerts("{'pluginid':'1','riskcode':'1','instances':[]}");
    assertThat(((Finding) details.getFirst()).subject()).isEqualTo("/");
    assertThat(((Finding) details.getFirst()).place()).isEqualTo("http://s:8080/");
  }

  @Test
  void aReportThatNamesNoSiteHasScannedNothing() throws ReportException {
    assertThat(read("{\"site\":[]}").scanned()).isFalse();
    assertThat(read("{\"site\":{}}").scanned()).isFalse();
    assertThat(alerts("").scanned()).isTrue();
    assertThat(alerts("").artefact()).isEqualTo("http://s:8080");
    assertThat(read("<OWASPZAPReport version='2'/>").scanned()).isFalse();
    FindingSummary many =
        read(
            "{'site':[%s{'@name':'http://d'}]}"
                .formatted("{'@name':'http://c'},{},{'@name':'b'},{'@name':'a'},")
                .replace('\'', '"'));
    assertThat(many.artefact()).isEqualTo("http://c, b, a and 1 more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"@version\":\"2\"}|line 1, column 16: it has no list of sites",
        "{\"site\":7}|line 1, column 9: a site is 7, where an object belongs",
        "{\"site\":{\"alerts\":[{\"pluginid\":\"1\",\"riskcode\":\"9\"}]}}"
            + "|line 1, column 50: an alert has the risk \"9\"",
        "{\"site\":{\"alerts\":[{\"riskcode\":\"1\"}]}}"
            + "|line 1, column 35: an alert does not say of which rule it is",
        "<html/>|line 1, column 1: its outermost element is <html>, and that of a ZAP report is"
            + " <OWASPZAPReport>",
        "<OWASPZAPReport><site><alerts><alertitem/></alerts></site></OWASPZAPReport>"
            + "|line 1, column 31: an alert has the risk \"\""
      })
  void whatIsNoReportIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(ReportException.class).hasToString(message);
  }

  /** E10, for the language that is not among the samples of all formats. */
  @Test
  void aCutOrDamagedXmlIsRefusedWithItsPlace() {
    for (int length = 0; length < XML.length(); length++) {
      String cut = XML.substring(0, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOfSatisfying(
              ReportException.class, e -> assertThat(e.place()).startsWith("line "));
    }
    Random random = new Random(3);
    int refused = 0;
    for (int round = 0; round < 2_000; round++) {
      StringBuilder damaged = new StringBuilder(XML);
      damaged.setCharAt(random.nextInt(XML.length()), (char) random.nextInt(128));
      try {
        read(damaged.toString());
      } catch (ReportException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(300, 1_999);
  }
}
