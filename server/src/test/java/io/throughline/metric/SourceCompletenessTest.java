package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ledger.LedgerSamples;
import io.throughline.ledger.SqliteLedger;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.ServerConfig;
import io.throughline.model.org.SourceConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Up to when a metric's facts were read, of an organisation with two Jiras. */
class SourceCompletenessTest {
  private static final Instant EARLY = Instant.parse("2026-03-01T09:00:00Z");
  private static final Instant LATE = Instant.parse("2026-03-01T09:30:00Z");

  @TempDir Path folder;
  private SqliteLedger ledger;

  @BeforeEach
  void open() {
    ledger = SqliteLedger.open(folder, Clock.fixed(LedgerSamples.NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Completeness completeness() {
    Organisation organisation =
        organisation(Stream.of("one", "two").map(id -> source(id, "jira")).toList());
    return new SourceCompleteness(ledger, () -> organisation);
  }

  private static Organisation organisation(List<SourceConfig> sources) {
    return new Organisation(
        "Acme",
        ZoneOffset.UTC,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        sources,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        365,
        new ServerConfig("127.0.0.1:0", null, "data"));
  }

  private static SourceConfig source(String id, String system) {
    return new SourceConfig(
        id, system, "https://" + id, null, null, List.of(), 12, 60, false, Map.of());
  }

  private void read(String source, String scope, Instant until) {
    ledger.noteProgress(source, "issues", scope, null, null, until);
  }

  @Test
  void theSourceThatWasReadLeastFarDecides() {
    read("one", "", LATE);
    assertThat(completeness().until(List.of("ticket"))).isEmpty();
    read("two", "", EARLY);
    assertThat(completeness().until(List.of("ticket"))).contains(EARLY);
    assertThat(completeness().until(List.of("pipeline"))).isEmpty();
  }

  @Test
  void pipelinesAreOfGitLabAndOfJenkins() {
    assertThat(mixed().until(List.of("pipeline"))).isEmpty();
    ledger.noteProgress("gl", "pipelines", "12", null, null, LATE);
    assertThat(mixed().until(List.of("pipeline"))).as("Jenkins is not read").isEmpty();
    ledger.noteProgress("jk", "jobs", "", 1L, 1L, null);
    ledger.noteProgress("jk", "pipelines", "", 3L, null, null);
    assertThat(mixed().until(List.of("pipeline"))).as("it is being read").isEmpty();
    ledger.noteProgress("jk", "pipelines", "", null, null, EARLY);
    assertThat(mixed().until(List.of("pipeline"))).contains(EARLY);
  }

  /** Most sources read no verdicts, and then nothing is known of how far they are told. */
  @Test
  void gatesAreOfTheSourcesThatReadThem() {
    assertThat(mixed().until(List.of("gate_run"))).isEmpty();
    ledger.noteProgress("gl", "gates", "12", null, null, EARLY);
    assertThat(mixed().until(List.of("gate_run"))).contains(EARLY);
    ledger.noteProgress("gl", "gates", "13", 3L, null, null);
    assertThat(mixed().until(List.of("gate_run"))).as("one is being read").isEmpty();
  }

  @Test
  void changesOfGitOpsAndChecksAreOfTheSourcesThatReadThem() {
    assertThat(watched().until(List.of("gitops_change"))).isEmpty();
    assertThat(watched().until(List.of("check_event"))).isEmpty();
    ledger.noteProgress("gl", "gitops", "12", null, null, EARLY);
    ledger.noteProgress("fp", "checks", "", null, null, LATE);
    assertThat(watched().until(List.of("gitops_change"))).contains(EARLY);
    assertThat(watched().until(List.of("check_event"))).contains(LATE);
    assertThat(watched().until(List.of("check_event", "gitops_change"))).contains(EARLY);
  }

  private Completeness watched() {
    return new SourceCompleteness(
        ledger,
        () ->
            organisation(
                List.of(
                    source("gl", "gitlab"),
                    source("other", "gitlab"),
                    source("fp", "freshping"),
                    source("hooks", "freshping"))));
  }

  private Completeness mixed() {
    return new SourceCompleteness(
        ledger, () -> organisation(List.of(source("gl", "gitlab"), source("jk", "jenkins"))));
  }

  @Test
  void requestsAreOfTheSourcesThatHaveADesk() {
    read("one", "", EARLY);
    read("two", "", EARLY);
    assertThat(completeness().until(List.of("ticket_request"))).isEmpty();
    read("two", "service desks", LATE);
    assertThat(completeness().until(List.of("ticket_request"))).contains(LATE);
  }

  @Test
  void whatProductionDidIsOfTheSourcesThatWatchIt() {
    assertThat(measured().until(List.of("service_sample"))).isEmpty();
    ledger.noteProgress("nr", "samples", "", null, null, EARLY);
    ledger.noteProgress("nr", "incidents", "", null, null, LATE);
    assertThat(measured().until(List.of("service_sample"))).contains(EARLY);
    assertThat(measured().until(List.of("incident", "incident_event"))).contains(LATE);
    assertThat(measured().until(List.of("deployment_marker"))).isEmpty();
  }

  /** A new one each time, since what the ledger said is believed for a moment. */
  private Completeness measured() {
    return new SourceCompleteness(
        ledger, () -> organisation(List.of(source("gl", "gitlab"), source("nr", "newrelic"))));
  }
}
