package io.throughline.web.production;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Service;
import io.throughline.model.time.Grain;
import io.throughline.running.DeploymentDetail;
import io.throughline.running.Deployments;
import io.throughline.running.Selected;
import io.throughline.web.Choices;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageProblem;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.View;
import io.throughline.web.part.Times;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What reached production, and one deployment with what it did. */
@Path("/deployments")
@Blocking
class DeploymentsRoute {
  private static final int WEEKS = 4;

  /** That the picture shows. */
  private static final int MOST = 1_000;

  private static final int ROWS = 100;

  private final PageSources sources;
  private final Frames frames;

  DeploymentsRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance deployments(DeploymentsPage page);

    static native TemplateInstance deployment(DeploymentPage page);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@Context UriInfo uri) {
    Organisation organisation = sources.organisation().get();
    View view = view(uri, organisation);
    TeamScope scope = TeamScope.of(organisation, view.team(), "/deployments");
    Instant from = view.from().atStartOfDay(view.zone()).toInstant();
    Instant to = view.to().atStartOfDay(view.zone()).toInstant();
    String cursor = uri.getQueryParameters().getFirst("cursor");
    Deployments found;
    Deployments rows;
    try {
      Selected page = new Selected(view.team(), view.service(), from, to, null, cursor, ROWS);
      rows = sources.running().deployments(page);
      found = rows.next() == null ? rows : sources.running().deployments(page.upTo(MOST));
    } catch (IllegalArgumentException notOurs) {
      throw PageProblem.badAddress("cursor must be one that this page gave.");
    }
    DeploymentsReport report = new DeploymentsReport(found, rows.items(), view.zone());
    return Templates.deployments(
        new DeploymentsPage(
            frames.frame("Deployments", "production", view.team()),
            scope.name(),
            Times.range(view.from(), view.to()),
            scope.choices(),
            Tabs.DEPLOYMENTS.of(view),
            Choices.ranges(view, Links::deployments),
            name(organisation, view.service()),
            Links.deployments(view.ofTeam(view.team())),
            report.timeline(from, to),
            report.summary(),
            report.rows(),
            rows.next() == null
                ? null
                : Links.deployments(view)
                    + (Links.deployments(view).contains("?") ? "&" : "?")
                    + "cursor="
                    + Links.encode(rows.next())));
  }

  @GET
  @Path("{id:[0-9]{1,19}}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance one(@PathParam("id") String id) {
    long number = Numbered.of(id);
    DeploymentDetail detail =
        sources
            .running()
            .deployment(number)
            .orElseThrow(() -> PageProblem.notFound("There is no such deployment."));
    Organisation organisation = sources.organisation().get();
    DeploymentReport report =
        new DeploymentReport(
            detail, sources.running().impact(number).orElse(null), organisation.zone());
    View view =
        View.read(parameter -> null, organisation, sources.clock().instant(), WEEKS, Grain.WEEK);
    return Templates.deployment(
        report.page(frames.frame(report.title(), "production", null), Tabs.ONE.of(view)));
  }

  private View view(UriInfo uri, Organisation organisation) {
    return View.read(
        uri.getQueryParameters()::getFirst,
        organisation,
        sources.clock().instant(),
        WEEKS,
        Grain.WEEK);
  }

  private static @Nullable String name(Organisation organisation, @Nullable String service) {
    return organisation.services().stream()
        .filter(s -> s.id().equals(service))
        .map(Service::name)
        .findFirst()
        .orElse(null);
  }
}
