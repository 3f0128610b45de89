package io.throughline.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import io.throughline.source.pagerduty.PagerDutyMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an incident comes to, in whatever order webhooks and readings tell of it. */
class PagerDutyFoldTest {
  private static final String STATE =
      "SELECT number, status, triggered_at, acknowledged_at, resolved_at, origin, cause, project_id"
          + " FROM fact_incident";
  private static final String EVENTS =
      "SELECT key, kind, \"at\" FROM fact_incident_event ORDER BY \"at\", key";
  private static final Instant RECEIVED = Instant.parse("2026-05-20T12:00:00Z");

  @TempDir Path folder;

  private static Telling hook(String id, String type, String time, String status, String more)
      throws UnmappableException {
    return told(
        Channel.WEBHOOK,
        "event",
        Map.of(),
        "{'event':{'id':'"
            + id
            + "','event_type':'incident."
            + type
            + "','occurred_at':'2026-05-20T"
            + time
            + "Z','agent':{'id':'PANN','type':'user_reference'},'data':{'id':'Q1','type':'incident',"
            + "'number':7,'status':'"
            + status
            + "','service':{'id':'PSHOP','summary':'Checkout'}"
            + more
            + "}}}");
  }

  /** The incident and its log as they are at an instant. */
  private static Telling reading(String taken, String status, String more, String log)
      throws UnmappableException {
    return told(
        Channel.POLL,
        "incident",
        Map.of("taken_at", "2026-05-20T" + taken + "Z"),
        "{'incident':{'incident':{'id':'Q1','incident_number':7,'status':'"
            + status
            + "','created_at':'2026-05-20T09:00:00Z','service':{'id':'PSHOP','summary':'Checkout'}"
            + more
            + "}},'log':[{'log_entries':["
            + log
            + "]}]}");
  }

  private static String entry(String id, String type, String time) {
    return "{'id':'"
        + id
        + "','type':'"
        + type
        + "_log_entry','created_at':'2026-05-20T"
        + time
        + "Z','agent':{'id':'PANN','type':'user_reference'}}";
  }

  private static Telling told(
      Channel channel, String kind, Map<String, String> context, String sample)
      throws UnmappableException {
    Mapped mapped =
        new PagerDutyMapper()
            .map(
                new Delivery(
                    1,
                    "pager",
                    channel,
                    kind,
                    context,
                    RECEIVED,
                    sample.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                new MappingContext(1, List.of(), List.of(), List.of(), Map.of()));
    return new Telling(channel, mapped);
  }

  private List<List<Map<String, Object>>> tables(String name, List<Telling> tellings) {
    Path own = folder.resolve(name);
    assertThat(own.toFile().mkdir()).isTrue();
    try (World world = new World(own)) {
      world.load(World.organisation());
      tellings.forEach(world::tell);
      return List.of(world.rows(STATE), world.rows(EVENTS));
    }
  }

  @Test
  void c17_anEndAloneIsAnIncidentWithoutABeginning() throws Exception {
    List<List<Map<String, Object>>> tables =
        tables("end", List.of(hook("E1", "resolved", "09:40:00.5", "resolved", "")));
    assertThat(tables.getFirst())
        .extracting(r -> r.get("status"), r -> r.get("triggered_at"), r -> r.get("resolved_at"))
        .containsExactly(tuple("resolved", null, "2026-05-20T09:40:00.500"));
  }

  @Test
  void whatIsReadTakesThePlaceOfWhatWebhooksSaidInAnyOrder() throws Exception {
    String log =
        entry("R1", "trigger", "09:00:00")
            + ","
            + entry("R2", "acknowledge", "09:05:00")
            + ","
            + entry("R3", "resolve", "09:40:00")
            + ","
            + entry("R4", "reopen", "09:50:00");
    List<Telling> tellings = new ArrayList<>();
    tellings.add(hook("E1", "triggered", "09:00:00.4", "triggered", ""));
    tellings.add(hook("E2", "acknowledged", "09:05:00.1", "acknowledged", ""));
    tellings.add(hook("E3", "resolved", "09:40:00.5", "resolved", ""));
    tellings.add(hook("E4", "reopened", "09:50:00.2", "triggered", ""));
    tellings.add(reading("09:10:00", "acknowledged", "", entry("R1", "trigger", "09:00:00")));
    tellings.add(reading("09:51:00", "triggered", ",'reopened_at':'2026-05-20T09:50:00Z'", log));
    List<List<Map<String, Object>>> expected = tables("first", tellings);
    assertThat(expected.getFirst())
        .extracting(
            r -> r.get("status"),
            r -> r.get("triggered_at"),
            r -> r.get("acknowledged_at"),
            r -> r.get("resolved_at"))
        .containsExactly(tuple("triggered", "2026-05-20T09:00", "2026-05-20T09:05", null));
    assertThat(expected.get(1))
        .as("each once")
        .extracting(r -> r.get("kind"))
        .containsExactly("triggered", "acknowledged", "resolved", "reopened");
    Random random = new Random(17);
    for (int i = 0; i < 6; i++) {
      Collections.shuffle(tellings, random);
      assertThat(tables("shuffled" + i, tellings)).isEqualTo(expected);
    }
  }

  @Test
  void anEventAfterTheReadingIsSeenAtOnce() throws Exception {
    List<List<Map<String, Object>>> tables =
        tables(
            "after",
            List.of(
                hook("E9", "resolved", "09:40:00.5", "resolved", ""),
                reading("09:01:00", "triggered", "", entry("R1", "trigger", "09:00:00"))));
    assertThat(tables.getFirst())
        .extracting(r -> r.get("status"), r -> r.get("resolved_at"))
        .containsExactly(tuple("resolved", "2026-05-20T09:40:00.500"));
    assertThat(tables.get(1))
        .extracting(r -> r.get("kind"))
        .containsExactly("triggered", "resolved");
  }
}
