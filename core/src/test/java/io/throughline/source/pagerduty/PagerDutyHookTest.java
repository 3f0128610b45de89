package io.throughline.source.pagerduty;

import static io.throughline.source.pagerduty.PagerDutySamples.at;
import static io.throughline.source.pagerduty.PagerDutySamples.events;
import static io.throughline.source.pagerduty.PagerDutySamples.hook;
import static io.throughline.source.pagerduty.PagerDutySamples.id;
import static io.throughline.source.pagerduty.PagerDutySamples.incident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.Incident;
import io.throughline.model.fact.IncidentEvent;
import io.throughline.source.Mapped;
import io.throughline.source.Refresh;
import io.throughline.source.UnmappableException;
import org.junit.jupiter.api.Test;

final class PagerDutyHookTest {
  private static final String USER = "{'id':'PANN','type':'user_reference'}";

  private static String event(String type, String time, String agent, String data) {
    return "{'event':{'id':'01EVENT','event_type':'"
        + type
        + "','resource_type':'incident','occurred_at':'2026-11-20T"
        + time
        + "Z','agent':"
        + agent
        + ",'client':null,'data':"
        + data
        + "}}";
  }

  private static String data(String status, String more) {
    return "{'id':'Q1INC','type':'incident','number':37,'status':'"
        + status
        + "','title':'Checkout is slow','service':{'id':'PSHOP','type':'service_reference',"
        + "'summary':'Checkout'},'assignees':[],'teams':[],'priority':null,'urgency':'low',"
        + "'conference_bridge':null,'resolve_reason':null,'html_url':'https://acme.pagerduty.com/i'"
        + more
        + "}";
  }

  @Test
  void c17_aResolvedOneThatNeverTriggeredHasNoBeginning() throws Exception {
    Mapped mapped = hook(event("incident.resolved", "10:00:00.816", USER, data("resolved", "")));
    Incident incident = incident(mapped);
    assertThat(incident.triggeredAt()).as("unknown, not the end").isNull();
    assertThat(incident.resolvedAt()).isEqualTo(at("10:00:00.816"));
    assertThat(incident.status()).isEqualTo("resolved");
    assertThat(incident.autoResolved()).isFalse();
    assertThat(mapped.refreshes()).containsExactly(new Refresh("incidents", "", "Q1INC"));
    assertThat(mapped.snapshots())
        .filteredOn(v -> v.snapshot() instanceof Incident)
        .allMatch(v -> !v.complete() && v.version().equals(at("10:00:00")));
  }

  @Test
  void c17_whereTheEventTellsWhenTheIncidentBeganThatIsTheTruth() throws Exception {
    assertThat(
            incident(
                    hook(
                        event(
                            "incident.resolved",
                            "10:00:00",
                            USER,
                            data("resolved", ",'created_at':'2026-11-20T09:00:00Z'"))))
                .triggeredAt())
        .isEqualTo(at("09:00:00"));
    assertThat(
            incident(hook(event("incident.triggered", "09:00:00.414", USER, data("triggered", ""))))
                .triggeredAt())
        .as("without it the event's own time")
        .isEqualTo(at("09:00:00.414"));
  }

  @Test
  void whoTriggersTellsWhereItCameFrom() throws Exception {
    String machine = "{'id':'PINT','type':'inbound_integration_reference'}";
    String data = data("triggered", "");
    assertThat(incident(hook(event("incident.triggered", "09:00:00", USER, data))).origin())
        .isEqualTo("person");
    assertThat(incident(hook(event("incident.triggered", "09:00:00", machine, data))).origin())
        .isEqualTo("monitoring");
    assertThat(incident(hook(event("incident.triggered", "09:00:00", "null", data))).origin())
        .isNull();
  }

  @Test
  void eachEventIsOneOfTheIncident() throws Exception {
    Mapped acknowledged =
        hook(event("incident.acknowledged", "09:05:00", USER, data("acknowledged", "")));
    assertThat(incident(acknowledged).acknowledgedAt()).isEqualTo(at("09:05:00"));
    assertThat(events(acknowledged))
        .containsExactly(
            new IncidentEvent(
                id("Q1INC"), "01EVENT", "acknowledged", at("09:05:00"), id("PANN"), null));
    Mapped priority =
        hook(
            event(
                "incident.priority_updated",
                "09:06:00",
                USER,
                data("acknowledged", "")
                    .replace("'priority':null", "'priority':{'id':'P','summary':'SEV-1'}")));
    assertThat(incident(priority).severity()).isEqualTo(1);
    assertThat(events(priority).getFirst().detail()).isEqualTo("SEV-1");
    Mapped reopened = hook(event("incident.reopened", "09:50:00", USER, data("triggered", "")));
    assertThat(incident(reopened).status()).isEqualTo("triggered");
    assertThat(events(reopened).getFirst().kind()).isEqualTo("reopened");
    assertThat(reopened.refreshes()).as("only the interface tells that it is open").hasSize(1);
  }

  @Test
  void aMergedOneNamesTheOther() throws Exception {
    Mapped mapped =
        hook(
            event(
                "incident.resolved",
                "10:00:00",
                USER,
                data("resolved", "")
                    .replace(
                        "'resolve_reason':null",
                        "'resolve_reason':{'type':'merge_resolve_reason','incident':{'id':'Q2INC',"
                            + "'type':'incident_reference'}}")));
    assertThat(incident(mapped).mergedIntoId()).isEqualTo(id("Q2INC"));
  }

  @Test
  void whatIsOfAnIncidentNamesIt() throws Exception {
    Mapped note =
        hook(
            event(
                "incident.annotated",
                "10:30:00",
                USER,
                "{'incident':{'id':'Q1INC','type':'incident_reference','summary':'Checkout'},"
                    + "'id':'PNOTE','content':'cause: infra','trimmed':false,"
                    + "'type':'incident_note'}"));
    assertThat(incident(note).id()).isEqualTo(id("Q1INC"));
    assertThat(incident(note).cause()).isEqualTo("infrastructure");
    assertThat(incident(note).status()).as("not told").isNull();
    assertThat(events(note)).extracting(IncidentEvent::kind).containsExactly("note");
    Mapped fields =
        hook(
            event(
                "incident.custom_field_values.updated",
                "10:31:00",
                "null",
                "{'incident':{'id':'Q1INC','type':'incident_reference'},'custom_fields':["
                    + "{'id':'F','name':'gate','value':'e2e'}],'type':'incident_field_values'}"));
    assertThat(incident(fields).gate()).isEqualTo("e2e");
    assertThat(events(fields)).isEmpty();
  }

  @Test
  void conferenceNumbersOfAnyTypeDoNotMatter() throws Exception {
    for (String number : new String[] {"1000", "'+1 415,,1234#'", "null"}) {
      assertThat(
              incident(
                      hook(
                          event(
                              "incident.conference_bridge.updated",
                              "09:10:00",
                              USER,
                              data("triggered", "")
                                  .replace(
                                      "'conference_bridge':null",
                                      "'conference_bridge':{'conference_number':" + number + "}"))))
                  .number())
          .isEqualTo("37");
    }
  }

  @Test
  void whatMeansNothingSaysWhy() throws Exception {
    assertThat(
            hook(event("pagey.ping", "09:00:00", "null", "{'message':'Hello','type':'ping'}"))
                .ignored())
        .isEqualTo("it only tries whether the webhook arrives");
    assertThat(
            hook(event("service.updated", "09:00:00", USER, "{'id':'PSHOP','type':'service'}"))
                .ignored())
        .isEqualTo("events of the kind service.updated are not tracked");
  }

  @Test
  void aWebhookOfTheSecondVersionSaysWhatToDo() {
    assertThatThrownBy(
            () -> hook("{'messages':[{'event':'incident.trigger','incident':{'id':'P'}}]}"))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("Generic Webhook (v3)");
  }
}
