package io.throughline.source.newrelic;

import static io.throughline.source.newrelic.NewRelicSamples.CHECKOUT;
import static io.throughline.source.newrelic.NewRelicSamples.HOST;
import static io.throughline.source.newrelic.NewRelicSamples.ISSUE;
import static io.throughline.source.newrelic.NewRelicSamples.hook;
import static io.throughline.source.newrelic.NewRelicSamples.id;
import static io.throughline.source.newrelic.NewRelicSamples.incident;
import static io.throughline.source.newrelic.NewRelicSamples.members;
import static io.throughline.source.newrelic.NewRelicSamples.page;
import static io.throughline.source.newrelic.NewRelicSamples.snapshots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.throughline.model.fact.DeploymentMarker;
import io.throughline.model.fact.Incident;
import io.throughline.model.fact.IncidentEvent;
import io.throughline.model.fact.Project;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.source.Refresh;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NewRelicMapperTest {
  private static final long CREATED = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
  private static final long LATER = Instant.parse("2026-11-20T10:12:00Z").toEpochMilli();

  /** What our template makes of an issue that somebody took. */
  private static final String OURS =
      "{'kind':'newrelic.issue','version':1,'id':'"
          + ISSUE
          + "','issueUrl':'https://radar-api.service.newrelic.com/accounts/1/issues/"
          + ISSUE
          + "','title':'Error rate','priority':'HIGH','state':'ACTIVATED','trigger':'USER_ACTION',"
          + "'isCorrelated':'false','entityGuids':['"
          + HOST
          + "','"
          + CHECKOUT
          + "'],'impactedEntities':['host','checkout'],'createdAt':"
          + CREATED
          + ",'acknowledgedAt':"
          + LATER
          + ",'closedAt':null,'updatedAt':"
          + LATER
          + "}";

  private static String polled(String fields) {
    return "{'data':{'actor':{'account':{'aiIssues':{'issues':{'issues':[{'issueId':'"
        + ISSUE
        + "','createdAt':"
        + CREATED
        + ",'updatedAt':"
        + LATER
        + ","
        + fields
        + "}],'nextCursor':null}}}}}}";
  }

  @Test
  void anApplicationIsKnownByItsGuidAndMayBeNamedByBoth() throws Exception {
    Mapped mapped =
        page(
            "entities",
            Map.of(),
            "{'data':{'actor':{'entitySearch':{'results':{'entities':[{'guid':'"
                + CHECKOUT
                + "','name':'Checkout (prod)','reporting':true,"
                + "'permalink':'https://one.newrelic.com/x','tags':["
                + "{'key':'Environment','values':['staging']},"
                + "{'key':'throughline.io/service','values':['checkout']},"
                + "{'key':'service','values':['other']}],'settings':{'apdexTarget':0.25}}],"
                + "'nextCursor':null}}}}}");
    Project project = snapshots(mapped, Project.class).getFirst();
    assertThat(project.id()).isEqualTo(id(CHECKOUT));
    assertThat(project.path()).isEqualTo("Checkout (prod)");
    assertThat(project.alias()).isEqualTo(CHECKOUT);
    assertThat(project.service()).isEqualTo("checkout");
    assertThat(project.webUrl()).isEqualTo("https://one.newrelic.com/x");
    assertThat(project.deleted()).isFalse();
  }

  @Test
  void ourTemplateTellsWhoIsHitAndWhenItWasTaken() throws Exception {
    Mapped mapped = hook(OURS);
    Incident incident = incident(mapped);
    assertThat(incident.id()).isEqualTo(id("issue " + ISSUE));
    assertThat(incident.projectId()).as("the application, not its host").isEqualTo(id(CHECKOUT));
    assertThat(incident.status()).isEqualTo("acknowledged");
    assertThat(incident.origin()).isEqualTo("monitoring");
    assertThat(incident.priority()).isEqualTo("HIGH");
    assertThat(incident.severity()).isEqualTo(2);
    assertThat(incident.dedupKey()).isEqualTo(ISSUE);
    assertThat(incident.triggeredAt()).isEqualTo(Instant.ofEpochMilli(CREATED));
    assertThat(incident.acknowledgedAt()).isEqualTo(Instant.ofEpochMilli(LATER));
    assertThat(incident.resolvedAt()).isNull();
    assertThat(incident.autoResolved()).isNull();
    assertThat(members(mapped, IncidentEvent.class))
        .extracting(IncidentEvent::kind)
        .containsExactly("triggered", "acknowledged");
    assertThat(mapped.refreshes()).containsExactly(new Refresh("incidents", "", ISSUE));
  }

  @Test
  void whoClosedItSaysWhetherAMachineDid() throws Exception {
    String closed =
        OURS.replace("'ACTIVATED'", "'CLOSED'").replace("'closedAt':null", "'closedAt':" + LATER);
    assertThat(incident(hook(closed)).status()).isEqualTo("resolved");
    assertThat(incident(hook(closed)).autoResolved()).isFalse();
    assertThat(incident(hook(closed.replace("USER_ACTION", "INCIDENT_CLOSED"))).autoResolved())
        .isTrue();
    assertThat(incident(hook(closed.replace(",'trigger':'USER_ACTION'", ""))).autoResolved())
        .as("it is not said")
        .isNull();
    assertThat(
            incident(page("issues", Map.of(), polled("'state':'CLOSED','closedAt':" + LATER)))
                .autoResolved())
        .isTrue();
    assertThat(
            incident(
                    page(
                        "issues",
                        Map.of(),
                        polled("'state':'CLOSED','closedAt':" + LATER + ",'closedBy':'ada'")))
                .autoResolved())
        .isFalse();
  }

  /** C17 of New Relic: an end without a beginning is an incident all the same. */
  @Test
  void anIssueThatWasToldOnlyWhenItEndedIsKnownFromItsBeginning() throws Exception {
    Incident incident =
        incident(hook(OURS.replace("'ACTIVATED'", "'CLOSED'").replace("'CREATED'", "''")));
    assertThat(incident.triggeredAt()).isEqualTo(Instant.ofEpochMilli(CREATED));
    assertThat(incident.resolvedAt()).isEqualTo(Instant.ofEpochMilli(LATER));
  }

  @Test
  void pollAndWebhookTellOfTheSameIncident() throws Exception {
    Mapped polled =
        page(
            "issues",
            Map.of(),
            polled(
                "'state':'ACTIVATED','priority':'LOW','title':['first','second'],"
                    + "'acknowledgedAt':"
                    + LATER
                    + ",'acknowledgedBy':'grace','entityGuids':['"
                    + CHECKOUT
                    + "']"));
    Incident incident = incident(polled);
    assertThat(incident.id()).isEqualTo(incident(hook(OURS)).id());
    assertThat(incident.title()).isEqualTo("first");
    assertThat(incident.severity()).isEqualTo(4);
    assertThat(incident.status()).isEqualTo("acknowledged");
    assertThat(polled.snapshots().getFirst().version()).isEqualTo(Instant.ofEpochMilli(LATER));
    assertThat(polled.sets()).isEqualTo(hook(OURS).sets());
    assertThat(incident.toString()).as("no person is kept").doesNotContain("grace");
  }

  /** C25. */
  @Test
  void c25_aTemplateThatLacksAFieldIsRefusedWithItsName() {
    for (String field : List.of("id", "state", "createdAt")) {
      assertThatThrownBy(() -> hook(OURS.replaceFirst("'" + field + "':[^,}]+", "'x':1")))
          .as(field)
          .isInstanceOfSatisfying(
              UnmappableException.class, e -> assertThat(e.pointer()).isEqualTo("/" + field));
    }
    assertThatThrownBy(() -> hook(OURS.replace("'createdAt':" + CREATED, "'createdAt': ")))
        .hasMessageContaining("the field 'createdAt' has no value");
    assertThatThrownBy(() -> hook(OURS.replace("'version':1", "'version':2")))
        .hasMessageContaining("the version 1 of the template");
    assertThatThrownBy(() -> hook(OURS.replace("newrelic.issue", "other")))
        .hasMessageContaining("'newrelic.issue' was expected");
    assertThatThrownBy(() -> hook(OURS.replace("'ACTIVATED'", "'WEIRD'")))
        .hasMessageContaining("CREATED, ACTIVATED, DEACTIVATED or CLOSED");
  }

  @Test
  void c25_anErrorPageAsBodyIsNoIssue() {
    UnmappableException refused =
        catchThrowableOfType(
            UnmappableException.class,
            () ->
                NewRelicSamples.map(
                    Channel.WEBHOOK,
                    "issue",
                    Map.of(),
                    "\n<!DOCTYPE html><title>502</title>".getBytes(StandardCharsets.UTF_8)));
    assertThat(refused).hasMessage("a web page was sent where the JSON of an issue belongs");
  }

  @Test
  void onlyAnAddressThatIsOneIsKept() throws Exception {
    assertThat(incident(hook(OURS)).webUrl()).endsWith(ISSUE);
    assertThat(incident(hook(OURS.replace("https://radar", "javascript:radar"))).webUrl()).isNull();
  }

  @Test
  void aMarkerOfEitherKindIsOne() throws Exception {
    Mapped mapped =
        page(
            "markers",
            Map.of(),
            "{'data':{'actor':{'account':{'markers':{'results':[{'timestamp':"
                + CREATED
                + ",'deploymentId':'d-1','version':'1.4.0','entity.guid':'"
                + CHECKOUT
                + "','user':'throughline','description':'by us'},{'timestamp':"
                + LATER
                + ",'changeTrackingId':'c-2','commit':'c0ffee','user':'ada'}]}}}}}");
    List<DeploymentMarker> markers = snapshots(mapped, DeploymentMarker.class);
    assertThat(markers).extracting(DeploymentMarker::version).containsExactly("1.4.0", "c0ffee");
    assertThat(markers).extracting(DeploymentMarker::ours).containsExactly(true, false);
    assertThat(markers).extracting(DeploymentMarker::projectId).containsExactly(id(CHECKOUT), null);
    assertThat(markers.getFirst().at()).isEqualTo(Instant.ofEpochMilli(CREATED));
    assertThatThrownBy(
            () ->
                page(
                    "markers",
                    Map.of(),
                    "{'data':{'actor':{'account':{'markers':{'results':[{'timestamp':1}]}}}}}"))
        .hasMessageContaining("the id of a deployment");
  }

  @Test
  void aKindThatNobodyStoresIsRefused() {
    assertThatThrownBy(() -> page("spans", Map.of(), "{'data':{}}"))
        .hasMessageContaining("no answer of New Relic is called 'spans'");
  }
}
