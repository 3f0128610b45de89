package io.throughline.source.pagerduty;

import static io.throughline.source.pagerduty.PagerDutySamples.at;
import static io.throughline.source.pagerduty.PagerDutySamples.by;
import static io.throughline.source.pagerduty.PagerDutySamples.entry;
import static io.throughline.source.pagerduty.PagerDutySamples.events;
import static io.throughline.source.pagerduty.PagerDutySamples.id;
import static io.throughline.source.pagerduty.PagerDutySamples.incident;
import static io.throughline.source.pagerduty.PagerDutySamples.page;
import static io.throughline.source.pagerduty.PagerDutySamples.snapshots;
import static io.throughline.source.pagerduty.PagerDutySamples.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.Incident;
import io.throughline.model.fact.IncidentEvent;
import io.throughline.model.fact.MaintenanceWindow;
import io.throughline.model.fact.Project;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PagerDutyMapperTest {
  private static final String RESOLVED =
      ",'status':'resolved','resolved_at':'2026-11-20T10:00:00Z'";
  private static final String SERVICE = by("service", "PSHOP");
  private static final String ANN = by("user", "PANN");

  private static Incident mapped(String more, String... entries) throws UnmappableException {
    return incident(page("incident", whole(PagerDutySamples.incident(more), entries)));
  }

  @Test
  void anIncidentAndItsLogAreOneTale() throws Exception {
    Mapped mapped =
        page(
            "incident",
            whole(
                PagerDutySamples.incident(RESOLVED),
                entry("R6", "resolve", "10:00:00", ANN),
                entry("R5", "acknowledge", "09:30:00", by("user", "PBOB")),
                entry("R4", "acknowledge", "09:05:00", ANN),
                entry(
                    "R3",
                    "notify",
                    "09:01:00",
                    SERVICE
                        + ",'user':{'id':'PANN','type':'user_reference'},'channel':{'type':'auto',"
                        + "'notification':{'type':'phone','address':'+49 30 1234567'}}"),
                entry("R2", "assign", "09:00:00", SERVICE),
                entry("R1", "trigger", "09:00:00", SERVICE)));
    assertThat(incident(mapped))
        .isEqualTo(
            new Incident(
                id("Q1INC"),
                id("PSHOP"),
                "1234",
                "Checkout is slow",
                "monitoring",
                "resolved",
                "high",
                "P2",
                2,
                at("09:00:00"),
                at("09:05:00"),
                at("10:00:00"),
                null,
                "checkout/latency",
                null,
                null,
                null,
                null,
                false,
                0L,
                "https://acme.pagerduty.com/incidents/Q1INC",
                false));
    assertThat(events(mapped))
        .extracting(IncidentEvent::kind, IncidentEvent::at, IncidentEvent::accountId)
        .containsExactly(
            tuple("triggered", at("09:00:00"), null),
            tuple("notified", at("09:01:00"), id("PANN")),
            tuple("acknowledged", at("09:05:00"), id("PANN")),
            tuple("acknowledged", at("09:30:00"), id("PBOB")),
            tuple("resolved", at("10:00:00"), id("PANN")));
    assertThat(events(mapped).get(1).detail()).as("never the number").isEqualTo("phone");
    FactSet<?> set = mapped.sets().getFirst();
    assertThat(set.replaces()).isTrue();
    assertThat(set.takenAt()).isEqualTo(PagerDutySamples.TAKEN);
    assertThat(mapped.snapshots())
        .filteredOn(v -> v.snapshot() instanceof Incident)
        .allMatch(v -> v.complete() && v.version().equals(at("10:00:00")));
    assertThat(snapshots(mapped, Project.class))
        .extracting(Project::id, Project::path)
        .containsExactly(tuple(id("PSHOP"), "Checkout"));
  }

  @Test
  void theSameFactsComeOfTheSameBytesAndUnknownFieldsAreNothing() throws Exception {
    String sample =
        whole(
            PagerDutySamples.incident(RESOLVED + ",'brand_new':{'a':[1,2]}"),
            entry("R1", "trigger", "09:00:00", SERVICE + ",'more':null"),
            entry("R9", "field_value_change", "09:10:00", ANN));
    assertThat(page("incident", sample)).isEqualTo(page("incident", sample));
    assertThat(events(page("incident", sample))).hasSize(1);
  }

  @Test
  void anEntryOnTwoPagesIsOne() throws Exception {
    String entry = entry("R1", "trigger", "09:00:00", SERVICE);
    assertThat(events(page("incident", whole(PagerDutySamples.incident(""), entry, entry))))
        .hasSize(1);
  }

  @Test
  void theLastResolutionCountsAndAnOpenIncidentHasNone() throws Exception {
    String[] log = {
      entry("R1", "trigger", "09:00:00", SERVICE),
      entry("R2", "resolve", "09:20:00", SERVICE),
      entry("R3", "trigger", "09:25:00", ANN)
    };
    Incident open = mapped(",'status':'triggered','resolved_at':null", log);
    assertThat(open.resolvedAt()).isNull();
    assertThat(open.autoResolved()).isNull();
    Mapped twice =
        page(
            "incident",
            whole(
                PagerDutySamples.incident(",'status':'resolved'"),
                log[0],
                log[1],
                log[2],
                entry("R4", "resolve", "10:00:00", ANN)));
    assertThat(incident(twice).resolvedAt()).isEqualTo(at("10:00:00"));
    assertThat(incident(twice).autoResolved()).isFalse();
    assertThat(events(twice))
        .extracting(IncidentEvent::kind)
        .containsExactly("triggered", "resolved", "reopened", "resolved");
  }

  @Test
  void aReopeningThatOnlyTheIncidentTellsIsOne() throws Exception {
    Mapped mapped =
        page(
            "incident",
            whole(
                PagerDutySamples.incident(
                    ",'status':'acknowledged','reopened_at':'2026-11-20T09:40:00Z'"),
                entry("R1", "trigger", "09:00:00", SERVICE)));
    assertThat(events(mapped))
        .extracting(IncidentEvent::kind, IncidentEvent::at)
        .containsExactly(tuple("triggered", at("09:00:00")), tuple("reopened", at("09:40:00")));
  }

  @Test
  void whatAMachineEndedIsTold() throws Exception {
    String trigger = entry("R1", "trigger", "09:00:00", SERVICE);
    assertThat(
            mapped(RESOLVED, trigger, entry("R2", "resolve", "10:00:00", SERVICE)).autoResolved())
        .as("by the service")
        .isTrue();
    assertThat(
            mapped(
                    RESOLVED,
                    trigger,
                    entry(
                        "R2", "resolve", "10:00:00", ",'agent':null,'channel':{'type':'timeout'}"))
                .autoResolved())
        .as("by the clock")
        .isTrue();
    assertThat(
            mapped(RESOLVED, trigger, entry("R2", "resolve", "10:00:00", ",'agent':null"))
                .autoResolved())
        .as("nobody says")
        .isNull();
    assertThat(
            mapped(
                    RESOLVED
                        + ",'last_status_change_by':{'id':'PX','type':'inbound_integration_reference'}")
                .autoResolved())
        .as("without a log")
        .isTrue();
  }

  @Test
  void whatWasMergedNamesTheOther() throws Exception {
    Mapped mapped =
        page(
            "incident",
            whole(
                PagerDutySamples.incident(
                    RESOLVED
                        + ",'resolve_reason':{'type':'merge_resolve_reason',"
                        + "'incident':{'id':'Q2INC','type':'incident_reference'}}"),
                entry("R1", "trigger", "09:00:00", SERVICE)));
    assertThat(incident(mapped).mergedIntoId()).isEqualTo(id("Q2INC"));
    assertThat(mapped(RESOLVED + ",'resolve_reason':'fixed'").mergedIntoId()).isNull();
  }

  @Test
  void snoozesEndByWhatHappensOrAsPlanned() throws Exception {
    String planned =
        ANN + ",'changed_actions':[{'type':'unacknowledge','at':'2026-11-20T09:40:00Z'}]";
    String trigger = entry("R1", "trigger", "09:00:00", SERVICE);
    assertThat(
            mapped(
                    RESOLVED,
                    trigger,
                    entry("R2", "snooze", "09:10:00", planned),
                    entry("R3", "unacknowledge", "09:30:00", ""))
                .snoozedSeconds())
        .as("unsnoozed")
        .isEqualTo(1200);
    assertThat(
            mapped(RESOLVED, trigger, entry("R2", "snooze", "09:10:00", planned)).snoozedSeconds())
        .as("as planned")
        .isEqualTo(1800);
    assertThat(
            mapped(
                    RESOLVED,
                    trigger,
                    entry("R2", "snooze", "09:10:00", ANN),
                    entry("R3", "resolve", "10:00:00", ANN))
                .snoozedSeconds())
        .as("resolved")
        .isEqualTo(3000);
    assertThat(
            mapped(
                    RESOLVED,
                    trigger,
                    entry("R2", "snooze", "09:10:00", planned),
                    entry("R3", "snooze", "09:20:00", planned))
                .snoozedSeconds())
        .as("another takes its place")
        .isEqualTo(1800);
    assertThat(mapped("", trigger, entry("R2", "snooze", "09:10:00", ANN)).snoozedSeconds())
        .as("nothing tells an end")
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "P1,1",
    "p3,3",
    "SEV1,1",
    "SEV-2,2",
    "Sev 3,3",
    "S4,4",
    "P1 - Critical,1",
    "P0,1",
    "SEV0,1",
    "Critical,",
    "P9,",
    "P10,",
    "Platform 1,",
    "1,",
    "P1b,"
  })
  void onlyNamesWithANumberSayHowBadItIs(String name, Integer severity) {
    assertThat(Severity.of(name)).isEqualTo(severity);
  }

  @Test
  void aCauseComesFromFieldsAndNotes() throws Exception {
    String note =
        ",'channel':{'type':'note','content':'Seen since noon.\\n- Cause: Third-Party\\ngate:"
            + " Unit-Test\\ncommit: https://gitlab.acme.io/shop/-/commit/1A2B3C4D5E\\ndeployment:"
            + " https://argocd.acme.io/applications/shop'}";
    Incident told =
        mapped(
            RESOLVED,
            entry("R1", "trigger", "09:00:00", SERVICE),
            entry("R2", "annotate", "10:30:00", ANN + note));
    assertThat(told.cause()).isEqualTo("third_party");
    assertThat(told.gate()).isEqualTo("unit-test");
    assertThat(told.causeSha()).isEqualTo("1a2b3c4d5e");
    assertThat(told.causeDeployment()).isEqualTo("https://argocd.acme.io/applications/shop");
    Incident both =
        mapped(
            RESOLVED
                + ",'custom_fields':[{'name':'root_cause','display_name':'Root Cause','value':"
                + "'infrastructure'},{'name':'environment','value':'production'},"
                + "{'name':'gate','value':['e2e']},{'name':'paged','value':true}]",
            entry("R2", "annotate", "10:30:00", ANN + note));
    assertThat(both.cause()).as("a field counts before a note").isEqualTo("infrastructure");
    assertThat(both.gate()).isEqualTo("e2e");
  }

  @Test
  void aSentenceIsNoCause() throws Exception {
    Incident told =
        mapped(
            RESOLVED,
            entry(
                "R2",
                "annotate",
                "10:30:00",
                ",'channel':{'type':'note','summary':'Cause: the disk was full again\\ngate: the"
                    + " one before\\ncommit: yesterday'}"));
    assertThat(told.cause()).isNull();
    assertThat(told.gate()).isNull();
    assertThat(told.causeSha()).isNull();
  }

  @Test
  void incidentsOfServicesForTestsAreMarked() throws Exception {
    String other = PagerDutySamples.incident("").replace("'Checkout'", "'checkout-TEST'");
    assertThat(incident(page("incident", whole(other))).test()).isTrue();
    assertThat(
            incident(
                    page(
                        "incident",
                        whole(PagerDutySamples.incident("").replace("'PSHOP'", "'PSANDBOX'"))))
                .test())
        .as("by its id")
        .isTrue();
    assertThat(
            incident(
                    PagerDutySamples.map(
                        Channel.POLL,
                        "incident",
                        PagerDutySamples.CONTEXT,
                        PagerDutySamples.json(whole(PagerDutySamples.incident(""))),
                        Map.of()))
                .test())
        .as("no such services are configured")
        .isNull();
  }

  @Test
  void theKeyOfAnAlertStandsInForThatOfTheIncident() throws Exception {
    String body =
        whole(PagerDutySamples.incident("").replace("'checkout/latency'", "null"))
            .replaceFirst("}$", ",'alerts':{'alerts':[{'id':'A1','alert_key':'disk'}]}}");
    assertThat(incident(page("incident", body)).dedupKey()).isEqualTo("disk");
  }

  @Test
  void ofACutLogTheBeginningIsNotKnown() throws Exception {
    Map<String, String> cut = new HashMap<>(PagerDutySamples.CONTEXT);
    cut.put("cut", "true");
    Mapped mapped =
        PagerDutySamples.map(
            Channel.POLL,
            "incident",
            cut,
            PagerDutySamples.json(
                whole(
                    PagerDutySamples.incident(RESOLVED),
                    entry("R5", "acknowledge", "09:30:00", ANN))),
            Map.of());
    assertThat(incident(mapped).acknowledgedAt()).isNull();
    assertThat(incident(mapped).snoozedSeconds()).isNull();
    assertThat(mapped.sets()).noneMatch(FactSet::replaces);
  }

  @Test
  void whatIsPromisedAndMissingIsNamed() {
    assertThatThrownBy(() -> page("incident", "{'incident':{'incident':{}}}"))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("text");
    assertThatThrownBy(() -> page("incident", "{'incident':{'incident':{'id':'../x'}}}"))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("id of letters and digits");
    assertThatThrownBy(() -> page("oncalls", "{}"))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("oncalls");
  }

  @Test
  void servicesUsersAndWindows() throws Exception {
    assertThat(
            snapshots(
                page(
                    "services",
                    "{'services':[{'id':'PSHOP','name':'Checkout','status':'disabled',"
                        + "'html_url':'https://acme.pagerduty.com/service-directory/PSHOP',"
                        + "'created_at':'2025-11-06T11:12:51-05:00'}]}"),
                Project.class))
        .containsExactly(
            new Project(
                id("PSHOP"),
                "Checkout",
                "Checkout",
                "https://acme.pagerduty.com/service-directory/PSHOP",
                null,
                Instant.parse("2025-11-06T16:12:51Z"),
                true,
                false));
    assertThat(
            snapshots(
                page("users", "{'users':[{'id':'PANN','name':'Ann','email':'Ann@Acme.io'}]}"),
                Account.class))
        .containsExactly(new Account(id("PANN"), null, "Ann", "ann@acme.io", null, null));
    String window =
        "{'maintenance_windows':[{'id':'PW1','description':'Move','start_time':"
            + "'2026-12-24T20:00:00+01:00','end_time':'2026-12-24T22:00:00+01:00',"
            + "'services':[{'id':'PSHOP'},{'id':'PPAY'}]}]}";
    List<MaintenanceWindow> windows =
        snapshots(page("maintenance_windows", window), MaintenanceWindow.class);
    assertThat(windows)
        .extracting(
            MaintenanceWindow::projectId, MaintenanceWindow::startsAt, MaintenanceWindow::endsAt)
        .containsExactly(
            tuple(
                id("PSHOP"),
                Instant.parse("2026-12-24T19:00:00Z"),
                Instant.parse("2026-12-24T21:00:00Z")),
            tuple(
                id("PPAY"),
                Instant.parse("2026-12-24T19:00:00Z"),
                Instant.parse("2026-12-24T21:00:00Z")));
    Mapped gone =
        PagerDutySamples.map(
            Channel.POLL,
            "maintenance_window_gone",
            Map.of("window", "PW1", "service", "PPAY", "taken_at", "" + PagerDutySamples.TAKEN),
            PagerDutySamples.json("{}"),
            Map.of());
    assertThat(snapshots(gone, MaintenanceWindow.class))
        .extracting(MaintenanceWindow::id, MaintenanceWindow::cancelled)
        .containsExactly(tuple(windows.get(1).id(), true));
  }
}
