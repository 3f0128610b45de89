package io.throughline.source.newrelic;

import static io.throughline.source.newrelic.NewRelicSamples.CHECKOUT;
import static io.throughline.source.newrelic.NewRelicSamples.FIRST;
import static io.throughline.source.newrelic.NewRelicSamples.LEDGER;
import static io.throughline.source.newrelic.NewRelicSamples.id;
import static io.throughline.source.newrelic.NewRelicSamples.reading;
import static io.throughline.source.newrelic.NewRelicSamples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.model.fact.ServiceSample;
import io.throughline.model.fact.TrackSample;
import io.throughline.source.UnmappableException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrackMappingTest {
  private static List<TrackSample> map(String... rows) throws UnmappableException {
    return NewRelicSamples.members(
        NewRelicSamples.page(
            "tracks",
            reading(),
            "{'data':{'actor':{'account':{'tracks':{'results':["
                + String.join(",", rows)
                + "]}}}}}"),
        TrackSample.class);
  }

  private static String facet(String guid, String label) {
    return "['" + guid + "'," + label + "]";
  }

  @Test
  void twoVersionsThatAnsweredBesideEachOtherAreKept() throws Exception {
    List<TrackSample> all =
        map(
            row(
                facet(CHECKOUT, "'stable'"),
                0,
                "'requests':90,'errors':1,'percentiles':{'95':0.2}"),
            row(
                facet(CHECKOUT, "'canary'"),
                0,
                "'requests':10,'errors':3,'percentiles':{'95':0.9}"),
            row(
                facet(CHECKOUT, "'stable'"),
                1,
                "'requests':90,'errors':1,'percentiles':{'95':0.2}"),
            row(facet(LEDGER, "'canary'"), 0, "'requests':10,'errors':3"));
    assertThat(all)
        .extracting(
            TrackSample::label, TrackSample::requests, TrackSample::errors, TrackSample::p95)
        .containsExactlyInAnyOrder(
            tuple("stable", 90L, 1L, 200.0), tuple("canary", 10L, 3L, 900.0));
    assertThat(all).allMatch(t -> t.projectId() == id(CHECKOUT) && t.startAt().equals(FIRST));
    assertThat(all).extracting(TrackSample::key).doesNotHaveDuplicates();
    assertThat(all)
        .allMatch(t -> t.sampleHourId() == ServiceSample.hour(id(CHECKOUT), FIRST))
        .allMatch(t -> t.environment().equals("production") && t.seconds() == 60);
  }

  /** A series has rows of 0 for the parts in which a version answered nothing. */
  @Test
  void oneVersionAloneIsNothingToCompare() throws Exception {
    assertThat(
            map(
                row(facet(CHECKOUT, "'stable'"), 0, "'requests':90,'errors':1"),
                row(facet(CHECKOUT, "'canary'"), 0, "'requests':0,'errors':0"),
                row(facet(CHECKOUT, "null"), 0, "'requests':5,'errors':0"),
                row(facet(CHECKOUT, "' '"), 0, "'requests':5,'errors':0"),
                row(facet(CHECKOUT, "'" + "x".repeat(101) + "'"), 0, "'requests':5")))
        .isEmpty();
  }

  @Test
  void whatIsNotToldIsNotMadeUp() throws Exception {
    assertThat(
            map(
                row(facet(CHECKOUT, "'6d9f1001'"), 0, "'requests':90"),
                row(facet(CHECKOUT, "'6d9f1002'"), 0, "'requests':9,'percentiles':{'95':null}")))
        .hasSize(2)
        .allMatch(t -> t.errors() == null && t.p95() == null);
  }

  @Test
  void moreErrorsThanRequestsAndOtherFacetsAreRefused() {
    assertThatThrownBy(
            () ->
                map(
                    row(facet(CHECKOUT, "'a'"), 0, "'requests':9,'errors':10"),
                    row(facet(CHECKOUT, "'b'"), 0, "'requests':9,'errors':0")))
        .hasMessageContaining("a count that fits");
    assertThatThrownBy(() -> map(row(CHECKOUT, 0, "'requests':9"))).hasMessageContaining("a label");
    assertThatThrownBy(() -> map(row(facet(CHECKOUT, "'a'"), 0, "'requests':-1")))
        .hasMessageContaining("a count");
  }
}
