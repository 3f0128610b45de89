package io.throughline.source.newrelic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.Incident;
import io.throughline.model.fact.IncidentEvent;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real payloads that lie beside the project on some machines; skipped where they do not. */
final class NewRelicFixturesTest {
  private static Path folder = Path.of("");

  @BeforeAll
  static void find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolveSibling("shared").resolve("fixtures").resolve("newrelic");
      if (Files.isDirectory(candidate)) {
        folder = candidate;
        return;
      }
    }
    Assumptions.abort("no fixtures beside the project");
  }

  private static byte[] file(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  private static Mapped hook(String name) throws IOException, UnmappableException {
    return NewRelicSamples.map(
        Channel.WEBHOOK, "issue", Map.of(), file("workflow-webhook/" + name));
  }

  /** A file that nobody looks at here is a hole in this test. */
  @Test
  void everyFileIsLookedAt() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()))
          .containsExactlyInAnyOrder(
              "testApplicationJson.json",
              "testCreateWorkflowResponseJSON.json",
              "testListAlertEventsMultipleObjectsResponseJSON.json",
              "testListDeploymentsResponseJSON.json",
              "testListKeyTransactionsResponseJSON.json",
              "testNRDBQueryHistoryResponse.json",
              "testNRDBQueryResponse.json",
              "testNRDBQuerySingleResponse.json",
              "workflow-webhook/essential_fields_default_payload.json",
              "workflow-webhook/incident_acknowledged_default_payload.json",
              "workflow-webhook/incident_closed_default_payload.json",
              "workflow-webhook/incident_created_default_payload.json");
    }
  }

  @Test
  void anIssueThatBegan() throws Exception {
    Mapped mapped = hook("incident_created_default_payload.json");
    Incident incident = NewRelicSamples.incident(mapped);
    assertThat(incident.dedupKey()).isEqualTo("208c5e92-f250-40be-b7c2-50508c268c15");
    assertThat(incident.status()).isEqualTo("triggered");
    assertThat(incident.severity()).isEqualTo(1);
    assertThat(incident.triggeredAt()).isEqualTo(Instant.ofEpochMilli(1713767789495L));
    assertThat(incident.title()).startsWith("MAIN-APP-UBUNTU query result is > 2.0");
    assertThat(incident.projectId()).as("names are no ids").isNull();
  }

  @Test
  void anIssueThatSomebodyTook() throws Exception {
    Mapped mapped = hook("incident_acknowledged_default_payload.json");
    Incident incident = NewRelicSamples.incident(mapped);
    assertThat(incident.status()).isEqualTo("acknowledged");
    assertThat(incident.severity()).isEqualTo(2);
    assertThat(incident.acknowledgedAt()).isEqualTo(Instant.ofEpochMilli(1713770077412L));
    assertThat(NewRelicSamples.members(mapped, IncidentEvent.class))
        .extracting(IncidentEvent::kind)
        .containsExactly("triggered", "acknowledged");
  }

  @Test
  void anIssueThatEndedByItself() throws Exception {
    Incident incident = NewRelicSamples.incident(hook("incident_closed_default_payload.json"));
    assertThat(incident.dedupKey())
        .as("its id, though its address names another")
        .isEqualTo("95a9344a-2590-48ce-8d83-07e28b6d22c6");
    assertThat(incident.status()).isEqualTo("resolved");
    assertThat(incident.resolvedAt()).isEqualTo(Instant.ofEpochMilli(1713766657383L));
    assertThat(incident.autoResolved()).isTrue();
  }

  @Test
  void anIssueWithoutAnIdIsKnownByItsAddress() throws Exception {
    Incident incident = NewRelicSamples.incident(hook("essential_fields_default_payload.json"));
    assertThat(incident.dedupKey()).isEqualTo("0ea2df1c-adab-45d2-aae0-042b609d2322");
    assertThat(incident.status()).isEqualTo("triggered");
  }

  /** Objects, lists and null stand where a reader of only one of them would stumble. */
  @Test
  void answersToQuestionsInTheQueryLanguage() throws Exception {
    JsonValue plain = account("testNRDBQueryResponse.json");
    List<JsonValue> events = SampleMapping.rows(plain, "nrql");
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().text("entity.guid")).isNotBlank();
    List<JsonValue> facets =
        SampleMapping.rows(account("testNRDBQuerySingleResponse.json"), "nrql");
    assertThat(facets).hasSize(2);
    assertThat(facets.getFirst().integer("count")).isEqualTo(1000);
  }

  private static JsonValue account(String name) throws IOException, UnmappableException {
    return StrictJson.read(file(name)).object().object("data").object("actor").object("account");
  }

  /** Answers of the older interface, and of other questions, are none that we ask for. */
  @Test
  void whatIsNoAnswerOfOursIsRefusedInWords() {
    for (String name :
        List.of(
            "testApplicationJson.json",
            "testCreateWorkflowResponseJSON.json",
            "testListAlertEventsMultipleObjectsResponseJSON.json",
            "testListDeploymentsResponseJSON.json",
            "testListKeyTransactionsResponseJSON.json",
            "testNRDBQueryHistoryResponse.json")) {
      for (String kind : List.of("entities", "samples", "issues", "markers")) {
        assertThatThrownBy(
                () ->
                    NewRelicSamples.map(Channel.POLL, kind, NewRelicSamples.reading(), file(name)))
            .as(name + " as " + kind)
            .isInstanceOf(UnmappableException.class)
            .hasMessageContaining("was expected");
      }
    }
  }
}
