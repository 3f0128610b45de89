package io.throughline.web.health;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Team;
import io.throughline.model.time.Grain;
import io.throughline.web.Frames;
import io.throughline.web.PageProblem;
import io.throughline.web.PageSources;
import io.throughline.web.View;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The health of a team and its sprints; without a team that of the first one in the file. */
@Path("/health")
@Blocking
class HealthRoute {
  private static final int USUAL_WEEKS = 12;

  private final PageSources sources;
  private final Frames frames;

  HealthRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance health(HealthPage page);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@Context UriInfo uri) {
    Organisation organisation = sources.organisation().get();
    View asked =
        View.read(
            uri.getQueryParameters()::getFirst,
            organisation,
            sources.clock().instant(),
            USUAL_WEEKS,
            Grain.WEEK);
    Team team =
        organisation.teams().stream()
            .filter(t -> asked.team() == null || t.id().equals(asked.team()))
            .findFirst()
            .orElseThrow(
                () -> PageProblem.notFound("There is no team yet; write one in throughline.yaml."));
    View view = asked.ofTeam(team.id()).ofClass(null).ofClock(null).ofPart(null);
    return Templates.health(
        new HealthReport(sources, organisation, team, view)
            .page(frames.frame(team.name() + ": health", "health", team.id())));
  }
}
