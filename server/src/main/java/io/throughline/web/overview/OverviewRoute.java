package io.throughline.web.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.model.time.Grain;
import io.throughline.web.Frames;
import io.throughline.web.PageSources;
import io.throughline.web.View;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** All teams, a few metrics. */
@Path("/")
@Blocking
class OverviewRoute {
  private final PageSources sources;
  private final Frames frames;

  OverviewRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance overview(OverviewPage page);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@Context UriInfo uri) {
    View view =
        View.read(
            uri.getQueryParameters()::getFirst,
            sources.organisation().get(),
            sources.clock().instant(),
            4,
            Grain.WEEK);
    return Templates.overview(
        new Overview(sources, view).page(frames.frame("Overview", "overview", null)));
  }
}
