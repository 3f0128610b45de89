package io.throughline.web.investment;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.model.metric.MetricDefinition;
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

/** Where the time goes: the mix of the work against what is wanted, and what initiatives cost. */
@Path("/investment")
@Blocking
class InvestmentRoute {
  private static final int USUAL_WEEKS = 26;

  private final PageSources sources;
  private final Frames frames;

  InvestmentRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance investment(InvestmentPage page);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@Context UriInfo uri) {
    View asked =
        View.read(
            uri.getQueryParameters()::getFirst,
            sources.organisation().get(),
            sources.clock().instant(),
            USUAL_WEEKS,
            Grain.MONTH);
    View view = asked.ofClass(null).ofClock(null).ofPart(null);
    return Templates.investment(
        new InvestmentReport(
                sources,
                view,
                definition(InvestmentReport.BALANCE),
                definition(InvestmentReport.COST))
            .page(frames.frame("Where the time goes", "investment", view.team())));
  }

  private MetricDefinition definition(String id) {
    return sources
        .definition(id)
        .orElseThrow(
            () ->
                PageProblem.notFound("The catalogue has no metric " + id + ", so no page of it."));
  }
}
