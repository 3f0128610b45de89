package io.throughline.web.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.metric.Catalogue;
import io.throughline.metric.Reading;
import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.Reading.TargetState;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;
import io.throughline.model.time.Grain;
import io.throughline.web.metric.Charts;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 16);

  @Test
  void noDataIsADash() {
    Figure figure = Figure.of(reading(null, 0, Doubt.NO_DATA, null), hours());
    assertThat(figure.text()).isEqualTo("–");
    assertThat(figure.spoken()).startsWith("no data");
    assertThat(figure.present()).isFalse();
  }

  @Test
  void aZeroThatWasMeasuredIsAZero() {
    assertThat(Figure.of(reading(0.0, 12, null, null), hours()).text()).isEqualTo("0.0");
  }

  @Test
  void aWithheldValueIsNowhere() {
    Figure figure = Figure.of(reading(7.25, 4, Doubt.WITHHELD, TargetState.MET), hours());
    assertThat(figure.toString()).doesNotContain("7.2").doesNotContain("7.3");
    assertThat(figure.doubt()).isEqualTo("withheld");
    assertThat(figure.tone()).isEqualTo("none");
    assertThat(figure.n()).isEmpty();
  }

  @Test
  void lowCoverageIsNeverGreen() {
    Figure figure = Figure.of(reading(7.25, 40, Doubt.LOW_COVERAGE, TargetState.MET), hours());
    assertThat(figure.tone()).isEqualTo("near");
    assertThat(figure.doubtText()).contains("97 %");
  }

  @Test
  void fewDataIsHeldToNoTarget() {
    Figure figure = Figure.of(reading(7.25, 3, Doubt.FEW_DATA, TargetState.MISSED), hours());
    assertThat(figure.tone()).isEqualTo("none");
    assertThat(figure.doubt()).isEqualTo("few");
    assertThat(figure.n()).isEqualTo("3");
  }

  @Test
  void aLineHasAGapWhereNothingWasMeasured() {
    List<Reading> readings =
        List.of(
            reading(1.0, 9, null, null),
            reading(2.0, 9, null, null),
            reading(null, 0, Doubt.NO_DATA, null),
            reading(3.0, 9, null, null),
            reading(4.0, 9, null, null));
    assertThat(Spark.of(readings, 100, 20).line()).matches("M[^M]*L[^M]*M[^M]*L[^M]*");
  }

  /** Of answers that took longer than ten seconds no more is known than that. */
  @Test
  void whatCanOnlyBeToldToBeLargerSaysSo() {
    MetricDefinition latency = Catalogue.shipped().definition("latency");
    Figure figure = Figure.of(reading(10_000.0, 9, null, TargetState.MISSED), latency);
    assertThat(figure.text()).isEqualTo("over 10\u202f000");
    assertThat(figure.unit()).isEqualTo("ms");
    assertThat(figure.spoken()).startsWith("over 10\u202f000 ms, target missed");
    assertThat(Figure.of(reading(9_999.4, 9, null, null), latency).text()).isEqualTo("9\u202f999");
    assertThat(Numbers.withUnit(10_000.0, hours())).isEqualTo("10\u202f000 h");
  }

  /** What is told for a hundred has a hundred times as much above the line as there were. */
  @Test
  void onlyItemsAreSetAgainstEachOther() {
    MetricDefinition incidents = Catalogue.shipped().definition("incidents_per_100_deployments");
    MetricDefinition failures = Catalogue.shipped().definition("change_failure_rate");
    assertThat(Figure.of(divided(7_900, 1_031, 1_110), incidents).n()).isEqualTo("1\u202f110");
    assertThat(Figure.of(divided(93, 1_019, 1_019), failures).n()).isEqualTo("93/1\u202f019");
  }

  @Test
  void twoThatAreOnlyKnownToBeLargerAreNotCompared() {
    MetricDefinition latency = Catalogue.shipped().definition("latency");
    Reading over = reading(10_000.0, 9, null, null);
    Reading known = reading(400.0, 9, null, null);
    assertThat(Delta.between(over, over, latency)).isNull();
    assertThat(Delta.between(over, known, latency).text()).contains("(was over 10\u202f000 ms)");
  }

  /** Its headline is no median, and the quarters above the median are below it. */
  @Test
  void aChartOfAPercentileSaysWhich() {
    MetricDefinition latency = Catalogue.shipped().definition("latency");
    Chart chart =
        Charts.trend(
            List.of(reading(400.0, 9, null, null), reading(10_000.0, 9, null, null)),
            latency,
            Grain.WEEK,
            "");
    assertThat(chart.summary()).startsWith("p95; n = ");
    assertThat(chart.head()).contains("p95").doesNotContain("p50");
    assertThat(chart.rows().getLast()).contains("over 10\u202f000 ms");
    assertThat(chart.data().toString())
        .contains("\"headline\":\"p95\"")
        .contains("\"spread\":false")
        .contains("\"most\":10000.0");
  }

  @Test
  void aLineBreaksWhereWhatComesIsNotWhatWas() {
    MetricDefinition rating = Catalogue.shipped().definition("reliability_rating");
    List<Reading> readings = List.of(reading(2.0, 9, null, null), reading(3.0, 9, null, null));
    Chart whole = Charts.trend(readings, rating, Grain.WEEK, "");
    assertThat(whole.data().toString()).contains("\"breaks\":[]");
    Charts.Break on =
        new Charts.Break(DAY.plusDays(3), "MQR", "shop is rated in another mode", "letters differ");
    Chart broken = Charts.trend(readings, rating, Grain.WEEK, "", List.of(on));
    assertThat(broken.data().toString()).contains("\"breaks\":[0,1]").contains("\"label\":\"MQR\"");
    assertThat(broken.summary()).endsWith("; where the line breaks, letters differ");
    assertThat(broken.rows().getFirst()).contains("shop is rated in another mode");
  }

  @Test
  void aLineOfNothingIsEmpty() {
    Spark spark = Spark.of(List.of(reading(null, 0, Doubt.NO_DATA, null)), 100, 20);
    assertThat(spark.empty()).isTrue();
  }

  @Test
  void dataOfAChartCannotLeaveItsElement() {
    assertThat(Island.of(List.of("</script><!--&\u2028")).toString())
        .isEqualTo("[\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\"]");
  }

  private static Reading reading(Double value, long n, Doubt doubt, TargetState state) {
    return new Reading(
        DAY,
        DAY.plusDays(7),
        value,
        n,
        0.97,
        false,
        1,
        value,
        value,
        value,
        value,
        null,
        null,
        null,
        null,
        doubt,
        state,
        24.0);
  }

  private static Reading divided(double numerator, double denominator, long n) {
    return new Reading(
        DAY,
        DAY.plusDays(7),
        numerator / denominator,
        n,
        0.97,
        false,
        1,
        null,
        null,
        null,
        null,
        numerator,
        denominator,
        null,
        null,
        null,
        null,
        null);
  }

  private static MetricDefinition hours() {
    return new MetricDefinition(
        "time_to_merge",
        "Time to merge",
        "coding",
        "?",
        "",
        "",
        Unit.HOURS,
        Better.LOWER,
        MetricKind.DURATION,
        Attribute.PERSON,
        "merge_request",
        Clock.CALENDAR,
        false,
        false,
        null,
        List.of("merge_request"),
        null,
        null,
        null,
        null,
        "",
        null,
        1,
        "2026-01-01",
        "",
        java.util.Map.of(),
        null,
        null,
        null);
  }
}
