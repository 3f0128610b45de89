package io.throughline.web.production;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.Grain;
import io.throughline.running.IncidentDetail;
import io.throughline.running.Incidents;
import io.throughline.running.Incidents.Happened;
import io.throughline.running.Selected;
import io.throughline.web.Choices;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageProblem;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.View;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Incidents, and one with what tells of it. */
@Path("/incidents")
@Blocking
class IncidentsRoute {
  private static final int WEEKS = 12;
  private static final int MOST = 300;
  private static final List<String> METRICS =
      List.of(
          "incident_count",
          "mttr_incident",
          "mttr_change_caused",
          "mtta",
          "incidents_per_100_deployments",
          "on_call_interruptions",
          "customer_incident_count");

  private final PageSources sources;
  private final Frames frames;

  IncidentsRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance incidents(IncidentsPage page);

    static native TemplateInstance incident(IncidentPage page);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@Context UriInfo uri) {
    Organisation organisation = sources.organisation().get();
    View view =
        View.read(
            uri.getQueryParameters()::getFirst,
            organisation,
            sources.clock().instant(),
            WEEKS,
            Grain.WEEK);
    TeamScope scope = TeamScope.of(organisation, view.team(), "/incidents");
    String cursor = uri.getQueryParameters().getFirst("cursor");
    Incidents found;
    try {
      found =
          sources
              .running()
              .incidents(
                  new Selected(
                      view.team(),
                      view.service(),
                      view.from().atStartOfDay(view.zone()).toInstant(),
                      view.to().atStartOfDay(view.zone()).toInstant(),
                      null,
                      cursor,
                      MOST));
    } catch (IllegalArgumentException notOurs) {
      throw PageProblem.badAddress("cursor must be one that this page gave.");
    }
    IncidentReport report = new IncidentReport(sources.clock().instant(), view.zone());
    String here = Links.incidents(view);
    return Templates.incidents(
        new IncidentsPage(
            frames.frame("Incidents", "production", view.team()),
            scope.name(),
            Times.range(view.from(), view.to()),
            scope.choices(),
            Tabs.INCIDENTS.of(view),
            Choices.ranges(view, Links::incidents),
            new Board(sources, view, METRICS).cards(METRICS),
            summary(found.items()),
            found.items().stream().map(report::row).toList(),
            found.next() == null
                ? null
                : here
                    + (here.contains("?") ? "&" : "?")
                    + "cursor="
                    + Links.encode(found.next())));
  }

  private static String summary(List<Happened> incidents) {
    long open = incidents.stream().filter(i -> i.resolvedAt() == null).count();
    long blamed = incidents.stream().filter(i -> i.deployment() != null).count();
    return "n = "
        + Numbers.count(incidents.size())
        + "; "
        + Numbers.count(open)
        + " open, "
        + Numbers.count(blamed)
        + " put down to a deployment";
  }

  @GET
  @Path("{id:[0-9]{1,19}}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance one(@PathParam("id") String id) {
    IncidentDetail detail =
        sources
            .running()
            .incident(Numbered.of(id))
            .orElseThrow(() -> PageProblem.notFound("There is no such incident."));
    Organisation organisation = sources.organisation().get();
    View view =
        View.read(parameter -> null, organisation, sources.clock().instant(), WEEKS, Grain.WEEK);
    return Templates.incident(
        new IncidentReport(sources.clock().instant(), organisation.zone())
            .page(
                detail,
                frames.frame(IncidentReport.title(detail.incident()), "production", null),
                Tabs.ONE.of(view)));
  }
}
