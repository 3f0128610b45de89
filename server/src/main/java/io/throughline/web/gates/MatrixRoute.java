package io.throughline.web.gates;

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

/** The gates of what runs, and of the branches, service by service. */
@Path("/gates")
@Blocking
class MatrixRoute {
  private static final int WEEKS = 12;

  private final PageSources sources;
  private final Frames frames;

  MatrixRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance gates(MatrixPage page);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance production(@Context UriInfo uri) {
    return page(uri, false);
  }

  @GET
  @Path("branches")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance branches(@Context UriInfo uri) {
    return page(uri, true);
  }

  private TemplateInstance page(UriInfo uri, boolean branches) {
    View view =
        View.read(
            uri.getQueryParameters()::getFirst,
            sources.organisation().get(),
            sources.clock().instant(),
            WEEKS,
            Grain.WEEK);
    return Templates.gates(
        new MatrixReport(sources, view, branches)
            .page(frames.frame("Gates", "gates", view.team()), uri.getBaseUri().toString()));
  }
}
