package io.throughline.web.ticket;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.conformance.Passport;
import io.throughline.web.Frames;
import io.throughline.web.PageProblem;
import io.throughline.web.PageSources;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The way of one ticket through the process. */
@Path("/tickets")
@Blocking
class TicketRoute {
  private final PageSources sources;
  private final Frames frames;

  TicketRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance ticket(TicketPage page);
  }

  @GET
  @Path("{key}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@PathParam("key") String key) {
    Passport passport =
        sources
            .conformance()
            .passport(key)
            .orElseThrow(
                () ->
                    PageProblem.notFound(
                        "No source knows a ticket of this name. Keys look like SHOP-12; a ticket"
                            + " that was made a moment ago may still be on its way."));
    TicketReport report = new TicketReport(passport, sources.organisation().get());
    return Templates.ticket(report.page(frames.frame(passport.key(), "process", null)));
  }
}
