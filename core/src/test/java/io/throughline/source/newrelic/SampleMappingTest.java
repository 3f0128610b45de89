package io.throughline.source.newrelic;

import static io.throughline.source.newrelic.NewRelicSamples.CHECKOUT;
import static io.throughline.source.newrelic.NewRelicSamples.FIRST;
import static io.throughline.source.newrelic.NewRelicSamples.LEDGER;
import static io.throughline.source.newrelic.NewRelicSamples.TAKEN;
import static io.throughline.source.newrelic.NewRelicSamples.id;
import static io.throughline.source.newrelic.NewRelicSamples.page;
import static io.throughline.source.newrelic.NewRelicSamples.reading;
import static io.throughline.source.newrelic.NewRelicSamples.row;
import static io.throughline.source.newrelic.NewRelicSamples.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.ServiceSample;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SampleMappingTest {
  private static final String BUSY =
      "'requests':200,'errors':3,'upTo5':0,'upTo10':1,'upTo25':20,'upTo50':60,'upTo75':90,"
          + "'upTo100':120,'upTo150':150,'upTo250':180,'upTo400':190,'upTo650':195,'upTo1000':198,"
          + "'upTo1600':199,'upTo2500':199,'upTo4000':200,'upTo10000':200,"
          + "'percentiles':{'50':0.08,'95':0.41,'99':1.2},'satisfied':185,'tolerating':10";
  private static final String NOTHING =
      "'requests':0,'errors':0,'upTo5':0,'percentiles':{'50':null,'95':null,'99':null},"
          + "'satisfied':0,'tolerating':0";
  private static final String PLACE = "['prod','shop','checkout']";

  private static List<ServiceSample> map(String sample) throws UnmappableException {
    return samples(page("samples", reading(), sample));
  }

  @Test
  void aMinuteIsCountedAsNewRelicCountedIt() throws Exception {
    ServiceSample sample =
        map(samples(
                List.of(row(CHECKOUT, 0, BUSY)), List.of(row(CHECKOUT, 0, "'beats':1")), List.of()))
            .getFirst();
    assertThat(sample.projectId()).isEqualTo(id(CHECKOUT));
    assertThat(sample.environment()).isEqualTo("production");
    assertThat(sample.startAt()).isEqualTo(FIRST);
    assertThat(sample.seconds()).isEqualTo(60);
    assertThat(sample.requests()).isEqualTo(200);
    assertThat(sample.errors()).isEqualTo(3);
    assertThat(sample.upTo5()).isZero();
    assertThat(sample.upTo100()).isEqualTo(120);
    assertThat(sample.upTo10000()).isEqualTo(200);
    assertThat(sample.p50()).isEqualTo(80);
    assertThat(sample.p95()).isEqualTo(410);
    assertThat(sample.p99()).isEqualTo(1200);
    assertThat(sample.apdexT()).isEqualTo(0.5);
    assertThat(sample.satisfied()).isEqualTo(185);
    assertThat(sample.tolerating()).isEqualTo(10);
    assertThat(sample.frustrated()).as("slow ones and errors").isEqualTo(5);
    assertThat(sample.cpuUsed()).as("no containers are known").isNull();
    assertThat(sample.instances()).isNull();
  }

  /** N32: a series has rows of 0 for minutes of which nothing is known. */
  @Test
  void n32_noRequestIsNoneOnlyWhereTheAgentReported() throws Exception {
    List<ServiceSample> all =
        map(
            samples(
                List.of(
                    row(CHECKOUT, 0, NOTHING),
                    row(CHECKOUT, 1, NOTHING),
                    row(CHECKOUT, 2, "'requests':null"),
                    row(CHECKOUT, 3, "")),
                List.of(
                    row(CHECKOUT, 0, "'beats':2"),
                    row(CHECKOUT, 1, "'beats':0"),
                    row(CHECKOUT, 2, "'beats':2"),
                    row(CHECKOUT, 4, "'beats':1")),
                List.of()));
    assertThat(all)
        .extracting(ServiceSample::startAt)
        .as("idle; a gap; no answer; no answer; nobody asked and the agent reported")
        .containsExactly(FIRST, FIRST.plusSeconds(240));
    ServiceSample idle = all.getFirst();
    assertThat(idle.requests()).isZero();
    assertThat(idle.errors()).isZero();
    assertThat(idle.upTo10000()).isZero();
    assertThat(idle.p50()).isNull();
    assertThat(idle.p99()).isNull();
    assertThat(idle.satisfied()).isZero();
    assertThat(idle.frustrated()).isZero();
  }

  @Test
  void n32_aLimitOfApdexThatNobodyTellsIsNotMadeUp() throws Exception {
    Map<String, String> context = reading("entities", CHECKOUT + "\t\tproduction\t\t\t");
    context.remove("apdex_t");
    ServiceSample sample =
        samples(
                page(
                    "samples",
                    context,
                    samples(List.of(row(CHECKOUT, 0, BUSY)), List.of(), List.of())))
            .getFirst();
    assertThat(sample.requests()).isEqualTo(200);
    assertThat(sample.apdexT()).isNull();
    assertThat(sample.satisfied()).isNull();
    assertThat(sample.frustrated()).isNull();
  }

  @Test
  void whatContainersUsedIsOfAllOfThemTogether() throws Exception {
    // Two containers, each looked at four times in the minute.
    ServiceSample sample =
        map(samples(
                List.of(row(CHECKOUT, 0, BUSY)),
                List.of(),
                List.of(
                    row(
                        PLACE,
                        0,
                        "'samples':8,'containers':2,'pods':2,'cpuUsed':2.4,'cpuRequested':4.0,"
                            + "'cpuLimit':0,'memoryUsed':8000,'memoryRequested':16000,"
                            + "'memoryLimit':32000,'periods':1000,'throttledPeriods':50,"
                            + "'oomKills':1"),
                    row(
                        "['prod','staging','checkout']",
                        0,
                        "'samples':4,'containers':1,'pods':1,'cpuUsed':99"),
                    row(
                        "['prod','shop','ledger']",
                        0,
                        "'samples':4,'containers':1,'pods':1,'cpuUsed':99"))))
            .getFirst();
    assertThat(sample.cpuUsed()).isCloseTo(0.6, within());
    assertThat(sample.cpuRequested()).isCloseTo(1.0, within());
    assertThat(sample.cpuLimit()).as("a sum of 0 is no limit").isNull();
    assertThat(sample.memoryUsed()).isCloseTo(2000, within());
    assertThat(sample.memoryLimit()).isCloseTo(8000, within());
    assertThat(sample.throttled()).isCloseTo(0.05, within());
    assertThat(sample.oomKills()).isEqualTo(1);
    assertThat(sample.instances()).isEqualTo(2);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  @Test
  void containersWithoutRequestsMakeASampleThatKnowsNoRequests() throws Exception {
    ServiceSample sample =
        map(samples(
                List.of(),
                List.of(),
                List.of(row(PLACE, 0, "'samples':4,'containers':1,'pods':1,'cpuUsed':1.0"))))
            .getFirst();
    assertThat(sample.requests()).isNull();
    assertThat(sample.errors()).isNull();
    assertThat(sample.upTo5()).isNull();
    assertThat(sample.cpuUsed()).isCloseTo(0.25, within());
  }

  @Test
  void containersInSeveralPlacesThatNoTagNamesAreNobodys() throws Exception {
    Map<String, String> context = reading("entities", CHECKOUT + "\t0.5\tproduction\t\t\tcheckout");
    String rows =
        samples(
            List.of(row(CHECKOUT, 0, BUSY)),
            List.of(),
            List.of(
                row(PLACE, 0, "'samples':4,'containers':1,'pods':1,'cpuUsed':1.0"),
                row(
                    "['prod','staging','checkout']",
                    0,
                    "'samples':4,'containers':1,'pods':1,'cpuUsed':1.0")));
    assertThat(samples(page("samples", context, rows)).getFirst().cpuUsed()).isNull();
    Map<String, String> named =
        reading("entities", CHECKOUT + "\t0.5\tproduction\t\tshop,staging\tcheckout");
    assertThat(samples(page("samples", named, rows)).getFirst().cpuUsed())
        .as("the tags name both")
        .isCloseTo(0.5, within());
  }

  @Test
  void samplesOfAnHourAreASetThatGrows() throws Exception {
    Mapped mapped =
        page(
            "samples",
            reading(),
            samples(
                List.of(row(CHECKOUT, 58, BUSY), row(CHECKOUT, 59, BUSY), row(CHECKOUT, 60, BUSY)),
                List.of(),
                List.of()));
    assertThat(mapped.sets()).hasSize(2).noneMatch(set -> set.replaces());
    assertThat(mapped.sets()).allMatch(set -> set.takenAt().equals(TAKEN));
    assertThat(mapped.sets().getFirst().parentId())
        .isEqualTo(ServiceSample.hour(id(CHECKOUT), FIRST));
    assertThat(samples(mapped)).extracting(ServiceSample::key).doesNotHaveDuplicates();
    assertThat(
            page("samples", reading(), samples(List.of(row(LEDGER, 0, BUSY)), List.of(), List.of()))
                .ignored())
        .as("an application that was not asked for")
        .isEqualTo("it carries nothing that is kept");
  }

  @Test
  void theSameAnswerMeansTheSameAndUnknownFieldsNothing() throws Exception {
    String sample =
        samples(
            List.of(row(CHECKOUT, 0, BUSY + ",'invented':{'x':[1]}")),
            List.of(row(CHECKOUT, 0, "'beats':1")),
            List.of());
    assertThat(page("samples", reading(), sample).sets())
        .isEqualTo(page("samples", reading(), sample).sets())
        .isEqualTo(page("samples", reading(), sample.replace(",'invented':{'x':[1]}", "")).sets());
  }

  @Test
  void whatCannotBeIsRefusedWithItsPlace() {
    assertThatThrownBy(
            () -> map(samples(List.of(row(CHECKOUT, 0, "'requests':-1")), List.of(), List.of())))
        .hasMessageContaining("a count was expected");
    assertThatThrownBy(
            () ->
                map(
                    samples(
                        List.of(row(CHECKOUT, 0, "'requests':5,'satisfied':4,'tolerating':3")),
                        List.of(),
                        List.of())))
        .hasMessageContaining("fits into that of the requests");
    assertThatThrownBy(() -> page("samples", Map.of(), samples(List.of(), List.of(), List.of())))
        .hasMessageContaining("'entities'");
  }
}
