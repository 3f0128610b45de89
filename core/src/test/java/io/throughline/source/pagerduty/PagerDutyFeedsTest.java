package io.throughline.source.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.Incident;
import io.throughline.source.Channel;
import io.throughline.source.Feed;
import io.throughline.source.MemoryRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PagerDutyFeedsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant OLD = Instant.parse("2025-06-01T10:00:00Z");

  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final FakePagerDuty pager = new FakePagerDuty();
  private Instant now = NOW;

  private MemoryRun run(Feed feed) {
    return new MemoryRun(memory, feed.id(), pager, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void read(Feed feed) throws SourceException, InterruptedException {
    feed.read(run(feed));
  }

  private void incidents() throws SourceException, InterruptedException {
    read(new IncidentsFeed());
  }

  private List<String> ids() {
    return memory.of("incident").stream().map(s -> s.context().get("id")).sorted().toList();
  }

  private Incident last(String id) throws Exception {
    MemoryRun.Stored stored =
        memory.of("incident").stream()
            .filter(s -> id.equals(s.context().get("id")))
            .reduce((a, b) -> b)
            .orElseThrow();
    return PagerDutySamples.incident(
        PagerDutySamples.map(
            Channel.POLL,
            "incident",
            stored.context(),
            stored.body().getBytes(StandardCharsets.UTF_8),
            Map.of()));
  }

  private void history() {
    pager.happen("Q1", "trigger", OLD);
    pager.happen("Q1", "acknowledge", OLD.plusSeconds(60));
    pager.happen("Q1", "resolve", OLD.plusSeconds(600));
    pager.happen("Q2", "trigger", NOW.minus(Duration.ofDays(2)));
  }

  @Test
  void theFirstReadingTakesAllIncidentsWithTheirLogs() throws Exception {
    history();
    incidents();
    assertThat(ids()).contains("Q1", "Q2");
    Incident first = last("Q1");
    assertThat(first.triggeredAt()).isEqualTo(OLD);
    assertThat(first.acknowledgedAt()).isEqualTo(OLD.plusSeconds(60));
    assertThat(first.resolvedAt()).isEqualTo(OLD.plusSeconds(600));
    assertThat(memory.completeUntil).containsEntry("incidents|", NOW);
    assertThat(pager.asked)
        .as("less than six months at once")
        .filteredOn(p -> p.startsWith("/incidents?sort_by"))
        .hasSizeGreaterThan(6);
  }

  @Test
  void aSecondReadingTakesOnlyWhatHappenedSince() throws Exception {
    history();
    incidents();
    incidents();
    memory.stored.clear();
    incidents();
    assertThat(ids()).as("nothing happened").isEmpty();
    now = NOW.plusSeconds(300);
    pager.happen("Q1", "annotate", NOW.plusSeconds(100));
    pager.happen("Q3", "trigger", NOW.plusSeconds(200));
    incidents();
    assertThat(ids()).as("a note to an old one, and a new one").containsExactly("Q1", "Q3");
  }

  @Test
  void whatTheLogToldLateIsSeenByTheOverlap() throws Exception {
    history();
    incidents();
    now = NOW.plusSeconds(900);
    pager.happen("Q3", "trigger", NOW.plusSeconds(800));
    incidents();
    memory.stored.clear();
    pager.happen("Q4", "trigger", NOW.plusSeconds(500));
    pager.happen("Q4", "resolve", NOW.plusSeconds(510));
    incidents();
    assertThat(ids()).containsExactly("Q4");
  }

  @Test
  void anOpenOneThatIsNoLongerOnTheListIsReadAgain() throws Exception {
    history();
    incidents();
    memory.stored.clear();
    pager.incidents.get("Q2").status = "resolved";
    incidents();
    assertThat(ids()).as("though its log does not say so").containsExactly("Q2");
  }

  @Test
  void moreThanAListTellsIsReadInParts() throws Exception {
    Instant start = Instant.parse("2026-03-01T00:00:00Z");
    for (int i = 0; i < 10_050; i++) {
      pager.incidents.put("Q" + i, new FakePagerDuty.Inc("Q" + i, start.plusSeconds(i)));
      pager.incidents.get("Q" + i).status = "resolved";
    }
    incidents();
    assertThat(ids().stream().distinct()).hasSize(10_050);
    assertThat(memory.notices).isEmpty();
  }

  @Test
  void aBusyLogIsReadInParts() throws Exception {
    history();
    incidents();
    now = NOW.plus(Duration.ofHours(12));
    for (int i = 0; i < 10_100; i++) {
      pager.happen("QB" + i % 7, "notify", NOW.plusSeconds(4 * i));
    }
    memory.stored.clear();
    incidents();
    assertThat(ids().stream().distinct())
        .containsExactly("QB0", "QB1", "QB2", "QB3", "QB4", "QB5", "QB6");
    assertThat(memory.notices).isEmpty();
  }

  @Test
  void aFloodOfOneSecondIsToldAndDoesNotSlowDownTheRest() throws Exception {
    history();
    incidents();
    now = NOW.plus(Duration.ofDays(3));
    for (int i = 0; i < 10_200; i++) {
      pager.happen("QB" + i % 20, "notify", NOW.plusSeconds(600));
    }
    pager.happen("QA", "trigger", NOW.plusSeconds(300));
    pager.happen("QC", "trigger", NOW.plus(Duration.ofDays(2)));
    pager.asked.clear();
    memory.stored.clear();
    incidents();
    assertThat(ids()).contains("QC", "QA");
    assertThat(memory.notices).containsKey("incidents|log");
    assertThat(pager.asked.stream().filter(p -> p.startsWith("/log_entries"))).hasSizeLessThan(400);
  }

  @Test
  void aLogThatIsTooLongIsToldToBeCut() throws Exception {
    history();
    for (int i = 0; i < IncidentReading.MOST_ENTRIES; i++) {
      pager.happen("Q1", "notify", OLD.plusSeconds(700 + i));
    }
    incidents();
    assertThat(last("Q1").acknowledgedAt()).as("its beginning was not read").isNull();
    assertThat(memory.notices.get("incidents|cut")).contains("Q1");
  }

  @Test
  void aRunThatDiesGoesOnWhereItStopped() throws Exception {
    Instant start = Instant.parse("2026-03-01T00:00:00Z");
    for (int i = 0; i < 250; i++) {
      pager.incidents.put("Q" + i, new FakePagerDuty.Inc("Q" + i, start.plusSeconds(i)));
      pager.incidents.get("Q" + i).status = "resolved";
    }
    memory.storesUntilDeath = 150;
    assertThatThrownBy(this::incidents).isInstanceOf(IllegalStateException.class);
    assertThat(memory.completeUntil).isEmpty();
    memory.storesUntilDeath = Integer.MAX_VALUE;
    pager.asked.clear();
    incidents();
    assertThat(ids().stream().distinct()).hasSize(250);
    assertThat(pager.asked.stream().filter(p -> p.startsWith("/incidents/Q5?")).count())
        .as("the first page was finished before")
        .isZero();
  }

  @Test
  void anAccountWithoutCustomFieldsIsReadAsWell() throws Exception {
    history();
    pager.knowsCustomFields = false;
    incidents();
    assertThat(last("Q1").resolvedAt()).isNotNull();
  }

  @Test
  void anIncidentWithoutAKeyHasThatOfItsAlert() throws Exception {
    history();
    pager.incidents.get("Q1").key = "null";
    incidents();
    assertThat(last("Q1").dedupKey()).isEqualTo("disk");
    assertThat(last("Q2").dedupKey()).isEqualTo("k");
    assertThat(pager.asked.stream().filter(p -> p.contains("/Q2/alerts"))).isEmpty();
  }

  @Test
  void anIncidentThatIsClosedToUsDoesNotStopTheOthers() throws Exception {
    history();
    pager.closed.add("Q1");
    incidents();
    assertThat(ids()).contains("Q2").doesNotContain("Q1");
    assertThat(memory.notices.get("incidents|closed")).contains("Q1");
  }

  @Test
  void aWebhooksWishIsFulfilled() throws Exception {
    history();
    IncidentsFeed feed = new IncidentsFeed();
    assertThat(feed.refresh(run(feed), new Refresh("incidents", "", "Q1"))).isTrue();
    assertThat(ids()).containsExactly("Q1");
    assertThat(feed.refresh(run(feed), new Refresh("incidents", "", "../services"))).isFalse();
    assertThat(feed.refresh(run(feed), new Refresh("services", "", "Q1"))).isFalse();
  }

  @Test
  void aServiceIsGoneWhenPagerDutySaysSo() throws Exception {
    pager.services.put("PPAY", "Payments");
    pager.services.put("PLOST", "Lost");
    read(new ServicesFeed());
    assertThat(memory.of("services")).hasSize(1);
    pager.services.remove("PPAY");
    pager.services.remove("PLOST");
    pager.closed.add("PLOST");
    now = NOW.plus(Duration.ofHours(1));
    read(new ServicesFeed());
    assertThat(memory.of("service_gone"))
        .as("what is closed to us may be there")
        .extracting(s -> s.context().get("service"))
        .containsExactly("PPAY");
  }

  @Test
  void aWindowThatIsTakenBackIsCancelled() throws Exception {
    pager.windows.put("PW1", "PSHOP");
    read(new WindowsFeed());
    assertThat(memory.of("maintenance_windows")).isNotEmpty();
    assertThat(memory.of("maintenance_window_gone")).isEmpty();
    pager.windows.clear();
    now = NOW.plus(Duration.ofHours(1));
    read(new WindowsFeed());
    assertThat(memory.of("maintenance_window_gone"))
        .extracting(s -> s.context().get("window"), s -> s.context().get("service"))
        .containsExactly(org.assertj.core.api.Assertions.tuple("PW1", "PSHOP"));
  }

  @Test
  void usersAreLookedAtOnceADay() throws Exception {
    read(new UsersFeed());
    read(new UsersFeed());
    assertThat(pager.asked).hasSize(1);
    now = NOW.plus(Duration.ofDays(1));
    read(new UsersFeed());
    assertThat(pager.asked).hasSize(2);
    assertThat(memory.of("users")).as("nothing changed").hasSize(1);
  }

  @Test
  void itIsCheckedWithTheServicesAndLinkedToThePages() throws Exception {
    PagerDutySystem system = PagerDutySystem.create();
    assertThat(system.check(pager)).contains("knows the key");
    assertThat(system.projectLink("https://api.eu.pagerduty.com", "Checkout"))
        .isEqualTo("https://app.eu.pagerduty.com/service-directory");
    assertThat(system.authentication("abc", Map.of()).headers())
        .containsEntry("Authorization", "Token token=abc");
  }
}
