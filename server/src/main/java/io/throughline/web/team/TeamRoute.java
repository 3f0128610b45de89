package io.throughline.web.team;

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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** One team. */
@Path("/teams")
@Blocking
class TeamRoute {
  private final PageSources sources;
  private final Frames frames;

  TeamRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance team(TeamPage page);
  }

  @GET
  @Path("/{id}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@PathParam("id") String id, @Context UriInfo uri) {
    Organisation organisation = sources.organisation().get();
    Team team =
        organisation.teams().stream()
            .filter(candidate -> candidate.id().equals(id))
            .findFirst()
            .orElseThrow(() -> PageProblem.notFound("There is no team \"" + id + "\"."));
    View view =
        View.read(
                name -> name.equals("team") ? id : uri.getQueryParameters().getFirst(name),
                organisation,
                sources.clock().instant(),
                4,
                Grain.WEEK)
            .ofClock(null);
    return Templates.team(
        new TeamReport(sources, organisation, team, view)
            .page(frames.frame(team.name(), "team", id)));
  }
}
