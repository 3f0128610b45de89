package io.throughline.source.newrelic;

import static io.throughline.source.newrelic.NewRelicSamples.CHECKOUT;
import static io.throughline.source.newrelic.NewRelicSamples.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.DeploymentMarker;
import io.throughline.model.fact.ServiceSample;
import io.throughline.model.fact.TrackSample;
import io.throughline.source.Channel;
import io.throughline.source.Feed;
import io.throughline.source.MemoryRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class NewRelicFeedsTest {
  /** What {@link MemoryRun} reaches back to. */
  private static final Instant SINCE = Instant.parse("2025-03-01T00:00:00Z");

  private static final Instant NOW = Instant.parse("2025-03-20T12:00:30Z");

  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final FakeNewRelic newRelic = new FakeNewRelic();
  private Instant now = NOW;

  NewRelicFeedsTest() {
    memory.settings.put("account", "4711");
    newRelic.entities.put(CHECKOUT, "0.5");
    newRelic.entities.put(LEDGER, "0.5");
  }

  private MemoryRun run(Feed feed) {
    return new MemoryRun(memory, feed.id(), newRelic, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void read(Feed feed) throws SourceException, InterruptedException {
    feed.read(run(feed));
  }

  private void readSamples() throws SourceException, InterruptedException {
    read(new EntitiesFeed());
    read(new SamplesFeed());
  }

  /** All samples that were stored, the last of each key. */
  private Map<String, ServiceSample> samples() throws UnmappableException {
    Map<String, ServiceSample> all = new TreeMap<>();
    for (MemoryRun.Stored page : memory.of("samples")) {
      for (ServiceSample sample :
          NewRelicSamples.samples(
              NewRelicSamples.map(
                  Channel.POLL,
                  page.kind(),
                  page.context(),
                  page.body().getBytes(StandardCharsets.UTF_8)))) {
        all.put(sample.sampleHourId() + " " + sample.key(), sample);
      }
    }
    return all;
  }

  private static long covered(Map<String, ServiceSample> samples, String guid) {
    return samples.values().stream()
        .filter(s -> s.projectId() == NewRelicSamples.id(guid))
        .mapToLong(ServiceSample::seconds)
        .sum();
  }

  @Test
  void theFirstReadingTakesEveryMinuteOnceAndOldOnesInFives() throws Exception {
    readSamples();
    Instant end = Instant.parse("2025-03-20T11:58:00Z");
    Map<String, ServiceSample> samples = samples();
    assertThat(covered(samples, CHECKOUT)).isEqualTo(Duration.between(SINCE, end).toSeconds());
    assertThat(covered(samples, LEDGER)).isEqualTo(covered(samples, CHECKOUT));
    assertThat(
            samples.values().stream().mapToLong(s -> s.requests() == null ? 0 : s.requests()).sum())
        .isEqualTo(2 * 10 * Duration.between(SINCE, end).toMinutes());
    Instant border = Instant.parse("2025-03-12T12:00:00Z");
    assertThat(samples.values())
        .allMatch(s -> s.seconds() == (s.startAt().isBefore(border) ? 300 : 60));
    assertThat(newRelic.questions("requests"))
        .as("both at once, a day or six hours in a question")
        .hasSize(12 + 4 * 8)
        .allMatch(q -> q.contains(CHECKOUT) && q.contains(LEDGER));
    assertThat(memory.completeUntil)
        .containsEntry("samples|", Instant.parse("2025-03-20T11:45:00Z"));
  }

  @Test
  void whatComesLateIsReadAgainAndNothingIsPassedOver() throws Exception {
    newRelic.traffic =
        second -> second >= Instant.parse("2025-03-20T11:50:00Z").getEpochSecond() ? 1 : 10;
    readSamples();
    newRelic.traffic = second -> 10;
    for (int minute = 1; minute <= 30; minute++) {
      now = NOW.plus(Duration.ofMinutes(minute));
      read(new SamplesFeed());
    }
    Map<String, ServiceSample> samples = samples();
    assertThat(samples.values())
        .filteredOn(s -> s.seconds() == 60)
        .allMatch(s -> s.requests() == 10);
    assertThat(covered(samples, CHECKOUT))
        .isEqualTo(Duration.between(SINCE, Instant.parse("2025-03-20T12:28:00Z")).toSeconds());
    long minute = Instant.parse("2025-03-20T12:10:00Z").toEpochMilli();
    assertThat(newRelic.questions("requests").stream().filter(q -> asksFor(q, minute)))
        .as("once when it was young, and every five minutes until it was a quarter of an hour old")
        .hasSizeBetween(3, 5);
  }

  private static boolean asksFor(String question, long millis) {
    String[] words = question.split(" ");
    List<String> all = List.of(words);
    return Long.parseLong(words[all.lastIndexOf("SINCE") + 1]) <= millis
        && Long.parseLong(words[all.lastIndexOf("UNTIL") + 1]) > millis;
  }

  @Test
  void versionsAreAskedForWhereTheirAttributeIsNamedAndKeptWhereThereAreTwo() throws Exception {
    long canary = Instant.parse("2025-03-20T10:00:00Z").getEpochSecond();
    newRelic.versions =
        second ->
            second >= canary && second < canary + 600
                ? List.of("canary", "stable")
                : List.of("stable");
    readSamples();
    assertThat(newRelic.questions("tracks")).as("nobody named an attribute").isEmpty();
    memory.settings.put("track_attribute", "role` IS NULL");
    read(new SamplesFeed());
    assertThat(newRelic.questions("tracks")).as("no name of an attribute").isEmpty();
    memory.cursors.clear();
    memory.settings.put("track_attribute", "rollout.role");
    readSamples();
    assertThat(newRelic.questions("tracks"))
        .hasSize(newRelic.questions("requests").size() / 2)
        .allMatch(
            q -> q.contains("AND `rollout.role` IS NOT NULL FACET entityGuid, `rollout.role`"));
    List<MemoryRun.Stored> kept = memory.of("tracks");
    assertThat(kept).as("the one stretch in which two answered").hasSize(1);
    List<TrackSample> tracks =
        NewRelicSamples.members(
            NewRelicSamples.map(
                Channel.POLL,
                "tracks",
                kept.getFirst().context(),
                kept.getFirst().body().getBytes(StandardCharsets.UTF_8)),
            TrackSample.class);
    assertThat(tracks)
        .as("ten minutes of two versions of two applications")
        .hasSize(40)
        .allMatch(t -> t.startAt().getEpochSecond() >= canary)
        .allMatch(t -> t.startAt().getEpochSecond() < canary + 600);
  }

  @Test
  void n32_aGapIsNoSampleAndAnIdleMinuteIsOne() throws Exception {
    long gap = Instant.parse("2025-03-20T10:00:00Z").getEpochSecond();
    newRelic.traffic =
        second -> second >= gap && second < gap + 1800 ? -1 : second < gap + 3600 ? 0 : 10;
    readSamples();
    Map<String, ServiceSample> samples = samples();
    assertThat(samples.values())
        .noneMatch(
            s -> s.startAt().getEpochSecond() >= gap && s.startAt().getEpochSecond() < gap + 1800);
    assertThat(samples.values())
        .filteredOn(s -> s.startAt().equals(Instant.ofEpochSecond(gap + 1800)))
        .hasSize(2)
        .allMatch(s -> s.requests() == 0 && s.p95() == null);
  }

  /** D14. */
  @Test
  void d14_aReadingThatDiesGoesOnWhereItWas() throws Exception {
    memory.storesUntilDeath = 9;
    assertThatThrownBy(this::readSamples).hasMessage("killed");
    int before = newRelic.questions("requests").size();
    memory.storesUntilDeath = Integer.MAX_VALUE;
    now = NOW.plus(Duration.ofMinutes(3));
    read(new SamplesFeed());
    assertThat(newRelic.questions("requests").size() - before).isLessThan(45 - 7 + 2);
    assertThat(covered(samples(), CHECKOUT))
        .isEqualTo(Duration.between(SINCE, Instant.parse("2025-03-20T12:01:00Z")).toSeconds());
  }

  @Test
  void anAppThatComesLaterIsReadFromTheBeginning() throws Exception {
    newRelic.entities.remove(LEDGER);
    readSamples();
    newRelic.entities.put(LEDGER, "2.0");
    now = NOW.plus(Duration.ofMinutes(16));
    readSamples();
    now = NOW.plus(Duration.ofMinutes(18));
    read(new SamplesFeed());
    assertThat(covered(samples(), LEDGER)).isEqualTo(covered(samples(), CHECKOUT));
    assertThat(newRelic.questions("requests").getLast()).contains("duration <= 2 AND");
  }

  @Test
  void questionsNameTheirLimitAndTheirStretch() throws Exception {
    memory.settings.put("sample_minutes", "15");
    memory.settings.put("apdex_t", "0.3");
    newRelic.tags = "{'key':'k8s.deploymentName','values':['checkout','no name']}";
    readSamples();
    assertThat(newRelic.questions("requests").getLast())
        .startsWith("SELECT count(*) AS requests, filter(count(*), WHERE error IS true AND")
        .contains("filter(count(*), WHERE duration <= 0.005) AS upTo5")
        .contains("filter(count(*), WHERE duration <= 10) AS upTo10000")
        .contains("filter(count(*), WHERE duration <= 0.3 AND (error IS NOT true OR")
        .contains("duration > 0.3 AND duration <= 1.2 AND")
        .contains("WHERE transactionType = 'Web' AND entityGuid IN ('")
        .endsWith("LIMIT MAX TIMESERIES 15 minutes");
    assertThat(newRelic.questions("containers").getLast())
        .contains("WHERE deploymentName IN ('checkout')");
  }

  @Test
  void nothingBeforeTheAccountBeganIsNothingStored() throws Exception {
    newRelic.traffic = second -> -1;
    readSamples();
    assertThat(memory.of("samples")).isEmpty();
    assertThat(memory.completeUntil).containsKey("samples|");
  }

  @Test
  void anErrorInAGoodAnswerFailsTheReading() throws Exception {
    read(new EntitiesFeed());
    newRelic.error =
        "{'data':null,'errors':[{'message':'NRDB:1100 timeout','extensions':{'errorClass':'TIMEOUT'}}]}";
    assertThatThrownBy(() -> read(new SamplesFeed()))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.RETRY))
        .hasMessageContaining("NRDB:1100 timeout");
    assertThat(memory.of("samples")).isEmpty();
    newRelic.error = newRelic.error.replace("TIMEOUT", "ACCESS_DENIED");
    assertThatThrownBy(() -> read(new IncidentsFeed()))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.PERSON));
  }

  @Test
  void anErrorOfContainersAloneIsToldAndTheRestIsTaken() throws Exception {
    newRelic.tags = "{'key':'k8s.deploymentName','values':['checkout']}";
    read(new EntitiesFeed());
    long at = NOW.getEpochSecond() / 60 * 60 - 600;
    newRelic.error =
        "{'data':{'actor':{'account':{'requests':{'results':[{'facet':'"
            + CHECKOUT
            + "','beginTimeSeconds':"
            + at
            + ",'endTimeSeconds':"
            + (at + 60)
            + ",'requests':4}]},'beats':{'results':[]},'containers':null}}},"
            + "'errors':[{'message':'no such data','path':['actor','account','containers']}]}";
    read(new SamplesFeed());
    assertThat(memory.notices.get("samples|containers")).contains("no such data");
    assertThat(samples().values()).hasSize(1).allMatch(s -> s.cpuUsed() == null);
  }

  @Test
  void anAccountThatIsWrongIsAPersonsMatter() throws Exception {
    read(new EntitiesFeed());
    newRelic.hasAccount = false;
    for (Feed feed : List.of(new SamplesFeed(), new IncidentsFeed(), new MarkersFeed())) {
      assertThatThrownBy(() -> read(feed))
          .isInstanceOfSatisfying(
              SourceException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.PERSON));
    }
    memory.settings.remove("account");
    assertThatThrownBy(() -> read(new IncidentsFeed())).hasMessageContaining("under account");
  }

  @Test
  void entitiesAreReadPageByPageAndNarrowed() throws Exception {
    for (int i = 10; i < 15; i++) {
      newRelic.entities.put(NewRelicSamples.guid("APM|APPLICATION", i), "null");
    }
    read(new EntitiesFeed());
    assertThat(memory.of("entities")).hasSize(4);
    assertThat(EntitiesFeed.known(run(new SamplesFeed()))).hasSize(7);
    read(new EntitiesFeed());
    assertThat(memory.of("entities")).as("looked at every quarter of an hour").hasSize(4);
    now = NOW.plus(Duration.ofMinutes(16));
    memory.settings.put("projects", "N-1, " + LEDGER);
    read(new EntitiesFeed());
    assertThat(EntitiesFeed.known(run(new SamplesFeed()))).hasSize(2);
    now = NOW.plus(Duration.ofMinutes(32));
    newRelic.entities.clear();
    read(new EntitiesFeed());
    assertThat(memory.notices.get("entities|")).contains("no application");
  }

  private void issue(String id, Instant created, Instant updated, boolean closed) {
    newRelic.issues.put(id, new FakeNewRelic.Issue(id, created, updated, closed));
  }

  @Test
  void issuesAreReadPageByPageAndOpenOnesUntilTheyEnd() throws Exception {
    for (int i = 0; i < 5; i++) {
      issue("issue-00" + i, NOW.minus(Duration.ofDays(3)), NOW.minus(Duration.ofDays(3)), i > 0);
    }
    issue("issue-old", SINCE.plusSeconds(60), SINCE.plusSeconds(90), true);
    read(new IncidentsFeed());
    assertThat(memory.of("issues")).as("one of the first week, three pages of the last").hasSize(4);
    now = NOW.plus(Duration.ofHours(9));
    issue("issue-000", NOW.minus(Duration.ofDays(3)), now.minusSeconds(60), true);
    read(new IncidentsFeed());
    assertThat(memory.of("issues").getLast().body()).contains("issue-000", "CLOSED");
    int asked = newRelic.asked.size();
    read(new IncidentsFeed());
    assertThat(newRelic.asked).as("none is open").hasSize(asked + 1);
    assertThat(memory.completeUntil).containsEntry("incidents|", now);
  }

  @Test
  void aWebhooksWishReadsOneIssueAndNothingElse() throws Exception {
    issue("issue-000", NOW.minusSeconds(60), NOW.minusSeconds(30), false);
    issue("issue-001", NOW.minusSeconds(60), NOW.minusSeconds(30), false);
    IncidentsFeed feed = new IncidentsFeed();
    assertThat(feed.refresh(run(feed), new Refresh("incidents", "", "issue-000"))).isTrue();
    assertThat(memory.of("issues")).hasSize(1);
    assertThat(memory.of("issues").getFirst().body()).doesNotContain("issue-001");
    assertThat(feed.refresh(run(feed), new Refresh("incidents", "", "a\") { x }"))).isFalse();
    assertThat(feed.refresh(run(feed), new Refresh("samples", "", "issue-000"))).isFalse();
  }

  @Test
  void moreMarkersThanAnAnswerTellsAreReadInParts() throws Exception {
    List<Instant> all = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      all.add(SINCE.plus(Duration.ofMinutes(2L * i)));
    }
    newRelic.markers.addAll(all);
    read(new MarkersFeed());
    long told =
        memory.of("markers").stream()
            .flatMap(
                page -> {
                  try {
                    return NewRelicSamples.snapshots(
                        NewRelicSamples.map(
                            Channel.POLL,
                            page.kind(),
                            page.context(),
                            page.body().getBytes(StandardCharsets.UTF_8)),
                        DeploymentMarker.class)
                        .stream();
                  } catch (UnmappableException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .map(DeploymentMarker::id)
            .distinct()
            .count();
    assertThat(told).isEqualTo(all.stream().filter(at -> at.isBefore(NOW)).count());
  }

  @Test
  void theKeyIsCheckedByWhatItSees() throws Exception {
    NewRelicSystem system = NewRelicSystem.create();
    newRelic.error =
        "{'data':{'actor':{'user':{'name':'Ada'},'accounts':[{'id':1,'name':'A'},{'id':2}]}}}";
    assertThat(system.check(newRelic)).contains("2 accounts").doesNotContain("Ada");
    newRelic.error = "{'data':{'actor':{'user':null,'accounts':[]}}}";
    assertThatThrownBy(() -> system.check(newRelic))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.PERSON));
  }
}
