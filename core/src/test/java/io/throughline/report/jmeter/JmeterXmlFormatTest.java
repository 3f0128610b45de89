package io.throughline.report.jmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Times;
import io.throughline.report.ReportException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E08, XML: the rules by which elements become samples. */
class JmeterXmlFormatTest {
  private static LoadSummary read(String samples) throws ReportException {
    return read(new JmeterXmlFormat(), samples);
  }

  private static LoadSummary read(JmeterXmlFormat format, String samples) throws ReportException {
    String text = "<?xml version='1.0'?><testResults version='1.2'>" + samples + "</testResults>";
    return (LoadSummary)
        format.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), detail -> {});
  }

  private static List<String> names(LoadSummary found) {
    return found.transactions().stream().map(t -> t.name() + " " + t.samples()).toList();
  }

  /** A page with its images: one sample. */
  @Test
  void partsOfASampleDoNotCountBesideIt() throws ReportException {
    LoadSummary found =
        read(
            "<httpSample t='30' ts='1' s='false' lb='page' tn='t' na='2' rc='500' dt='text'>"
                + "<httpSample t='10' ts='1' s='true' lb='image'><sample t='1'/></httpSample>"
                + "<responseData>&lt;sample t='9'/></responseData>"
                + "<assertionResult><failure>true</failure></assertionResult></httpSample>"
                + "<sample t='50' ts='31' s='true' lb='page' tn='t' na='1' rc='500'/>");
    assertThat(names(found)).containsExactly("page 2");
    assertThat(found.total().samples()).isEqualTo(2);
    assertThat(found.total().failed()).isEqualTo(1);
    assertThat(found.users()).isEqualTo(2);
    assertThat(found.total().times()).isEqualTo(new Times(40, 30, 50, 40.0, 48.0, 49.0, 49.8));
    assertThat(found.notes())
        .containsExactly(
            "1 samples passed with a response code of 4xx or 5xx, and count as passed");
  }

  /** Whether a controller holds its samples or follows them, a test says the same. */
  @Test
  void partsOfAControllerAreListedAndNotInTheTotal() throws ReportException {
    String first = "<sample t='10' ts='1' s='true' lb='a' tn='t' dt='text'>";
    String second = "<sample t='20' ts='11' s='true' lb='b' tn='t' dt='text'>";
    String controller =
        "<sample t='30' ts='1' s='true' lb='c' tn='t' dt=''"
            + " rm='Number of samples in transaction : 2, number of failing samples : 0'>";
    String image = "<sample t='2' ts='1' s='true' lb='i' tn='t'/>";
    String end = "</sample>";
    LoadSummary held = read(controller + first + image + end + second + end + end);
    LoadSummary followed = read(first + image + end + second + end + controller + end);
    assertThat(names(held)).containsExactly("a 1", "b 1", "c 1");
    assertThat(held.total().samples()).isEqualTo(1);
    assertThat(followed).isEqualTo(held);
  }

  @Test
  void whatIsNotThereIsNotKnown() throws ReportException {
    LoadSummary found = read("<sample t='5'/>");
    assertThat(found.total().failed()).isNull();
    assertThat(found.from()).isNull();
    assertThat(found.users()).isNull();
    assertThat(found.transactions()).isEmpty();
    assertThat(read("").total().samples()).isZero();
    assertThat(read("").total().times()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<sample/>|a sample has no elapsed time",
        "<sample t='x'/>|a sample has t=\"x\", which is no number",
        "<sample t='2000000001'/>|an elapsed time of 2000000001 ms is longer than any test",
        "<sample t='1' ts=''/>|a sample has ts=\"\", which is no number",
        "<sample t='1' s='1'/>|a sample has s=\"1\", where true or false belongs",
        "<sample t='1' na='-2'/>|-2 is no number of users",
        "<sample t='1' sc='3'/>|a sample stands for 3, whose times it does not tell",
        "<sampleResult time='1'/>|<sampleResult> is no sample of JMeter"
      })
  void whatIsNoSampleIsRefused(String sample, String reason) {
    assertThatThrownBy(() -> read("\n" + sample))
        .isInstanceOfSatisfying(
            ReportException.class, e -> assertThat(e.place()).startsWith("line 2, "))
        .hasMessage(reason);
  }

  @Test
  void aWindowNeedsTimes() throws ReportException {
    JmeterXmlFormat format = new JmeterXmlFormat(new Window(Duration.ofSeconds(1), null));
    assertThat(names(read(format, "<sample t='1' ts='5' lb='a'/><sample t='1' ts='1005' lb='b'/>")))
        .containsExactly("b 1");
    assertThatThrownBy(() -> read(format, "<sample t='1'/>"))
        .hasMessage("a sample does not say when it started, so that no part of the run is told");
  }
}
