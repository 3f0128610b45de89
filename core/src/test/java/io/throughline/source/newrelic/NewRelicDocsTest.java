package io.throughline.source.newrelic;

import static io.throughline.source.newrelic.NewRelicSamples.CHECKOUT;
import static io.throughline.source.newrelic.NewRelicSamples.ISSUE;
import static io.throughline.source.newrelic.NewRelicSamples.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation says is asked, and its template, are what the code asks and reads. */
final class NewRelicDocsTest {
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
  private static final Stretch STRETCH =
      new Stretch(Instant.ofEpochMilli(1795168800000L), Instant.ofEpochMilli(1795172400000L), 1);

  private static List<String> blocks(String language) throws IOException {
    Path docs = Path.of("").toAbsolutePath().resolveSibling("docs").resolve("newrelic.md");
    return BLOCK
        .matcher(Files.readString(docs))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2).strip())
        .toList();
  }

  @Test
  void everyDocumentAndEveryQueryIsThere() throws Exception {
    assertThat(blocks("graphql"))
        .containsExactly(
            NewRelicSystem.CHECK,
            EntitiesFeed.DOCUMENT,
            IncidentsFeed.DOCUMENT,
            IncidentsFeed.DOCUMENT_BY_IDS,
            SampleReading.DOCUMENT_WITH_CONTAINERS,
            SampleReading.DOCUMENT,
            TrackReading.DOCUMENT,
            MarkersFeed.DOCUMENT,
            MarkerWriter.DOCUMENT);
    List<String> guids = List.of(CHECKOUT, LEDGER);
    assertThat(blocks("sql"))
        .containsExactly(
            Nrql.requests(guids, 0.5, STRETCH),
            Nrql.beats(guids, STRETCH),
            Nrql.containers(List.of("checkout"), STRETCH),
            Nrql.tracks(guids, "rollout.role", STRETCH),
            Nrql.markers(STRETCH.from(), STRETCH.to()));
  }

  /** Fills a template as New Relic does, as far as ours needs it. */
  private static String filled(String template, Map<String, String> variables) {
    String chosen =
        Pattern.compile("\\{\\{#if ([\\w.]+)}}(.*?)\\{\\{else}}(.*?)\\{\\{/if}}")
            .matcher(template)
            .replaceAll(
                at ->
                    Matcher.quoteReplacement(at.group(variables.containsKey(at.group(1)) ? 2 : 3)));
    return Pattern.compile("\\{\\{ (?:json )?([\\w.\\[\\]]+) }}")
        .matcher(chosen)
        .replaceAll(at -> Matcher.quoteReplacement(value(at, variables)));
  }

  private static String value(MatchResult at, Map<String, String> variables) {
    return variables.getOrDefault(at.group(1), "");
  }

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("issueId", "'" + ISSUE + "'"),
          Map.entry("issuePageUrl", "'https://radar-api.service.newrelic.com/x'"),
          Map.entry("annotations.title.[0]", "'slow'"),
          Map.entry("priority", "'CRITICAL'"),
          Map.entry("state", "'CLOSED'"),
          Map.entry("triggerEvent", "'INCIDENT_CLOSED'"),
          Map.entry("entitiesData.ids", "['" + CHECKOUT + "']"),
          Map.entry("createdAt", "1763632800000"),
          Map.entry("closedAt", "1763633100000"),
          Map.entry("updatedAt", "1763633100001"));

  @Test
  void theTemplateMakesWhatTheMapperReads() throws Exception {
    String template = blocks("handlebars").getFirst();
    Incident incident = NewRelicSamples.incident(NewRelicSamples.hook(filled(template, KNOWN)));
    assertThat(incident.dedupKey()).isEqualTo(ISSUE);
    assertThat(incident.projectId()).isEqualTo(NewRelicSamples.id(CHECKOUT));
    assertThat(incident.status()).isEqualTo("resolved");
    assertThat(incident.autoResolved()).isTrue();
    assertThat(incident.resolvedAt()).isEqualTo(Instant.ofEpochMilli(1763633100000L));
    assertThat(incident.acknowledgedAt()).isNull();
  }

  /** C25, as it happens: a variable that is not known leaves nothing behind. */
  @Test
  void c25_aVariableThatNewRelicDoesNotKnowIsNamedByItsField() throws Exception {
    Map<String, String> fewer = new HashMap<>(KNOWN);
    fewer.remove("createdAt");
    String template = blocks("handlebars").getFirst();
    assertThatThrownBy(() -> NewRelicSamples.hook(filled(template, fewer)))
        .hasMessageContaining("the field 'createdAt' has no value");
  }
}
