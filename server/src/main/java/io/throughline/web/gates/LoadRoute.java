package io.throughline.web.gates;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.Grain;
import io.throughline.web.Choices;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.View;
import io.throughline.web.part.Times;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;

/** How services keep up with the load that was agreed. */
@Path("/gates/load")
@Blocking
class LoadRoute {
  private static final int WEEKS = 12;

  private final PageSources sources;
  private final Frames frames;

  LoadRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance load(LoadPage page);
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
    TeamScope scope = TeamScope.of(organisation, view.team(), "/gates/load");
    Instant since = view.from().atStartOfDay(view.zone()).toInstant();
    return Templates.load(
        new LoadPage(
            frames.frame("Load tests", "gates", view.team()),
            scope.name(),
            "since " + Times.date(view.from()),
            scope.choices(),
            Tabs.LOAD.of(view),
            Choices.ranges(view, Links::load),
            LoadReport.of(sources.evidenced().load(view.team(), since), scope.zone())));
  }
}
