package io.throughline.web.sprint;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.sprint.SprintBook;
import io.throughline.web.Frames;
import io.throughline.web.PageProblem;
import io.throughline.web.PageSources;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** One sprint. */
@Path("/sprints")
@Blocking
class SprintRoute {
  private final PageSources sources;
  private final Frames frames;

  SprintRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance sprint(SprintPage page);
  }

  @GET
  @Path("{id:[0-9]{1,18}}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@PathParam("id") long id) {
    SprintBook book =
        sources
            .sprints()
            .sprint(id)
            .orElseThrow(
                () ->
                    PageProblem.notFound(
                        "No source knows such a sprint, or it was not started yet."));
    String team = book.board().teams().isEmpty() ? null : book.board().teams().getFirst();
    return Templates.sprint(
        new SprintReport(book, sources.organisation().get())
            .page(frames.frame(SprintReport.name(book.sprint()), "sprints", team)));
  }
}
