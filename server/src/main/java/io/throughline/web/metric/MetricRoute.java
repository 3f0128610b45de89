package io.throughline.web.metric;

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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The catalogue, and one metric. */
@Path("/")
@Blocking
class MetricRoute {
  private static final int USUAL_WEEKS = 26;

  private final PageSources sources;
  private final Frames frames;

  MetricRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance catalogue(CataloguePage page);

    static native TemplateInstance metric(MetricPage page);

    static native TemplateInstance items(ItemsPage page);

    static native TemplateInstance moreItems(ItemsPage page);
  }

  @GET
  @Path("catalogue")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance catalogue() {
    return Templates.catalogue(
        CataloguePage.of(
            frames.frame("Metrics", "metrics", null), sources.process(), sources.definitions()));
  }

  @GET
  @Path("metric/{id}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance metric(@PathParam("id") String id, @Context UriInfo uri) {
    MetricDefinition metric = definition(id);
    View view = view(uri, metric);
    return Templates.metric(
        new MetricReport(sources, metric, view, uri.getQueryParameters().getFirst("as"))
            .page(frames.frame(metric.title(), "metrics", view.team())));
  }

  @GET
  @Path("metric/{id}/items")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance items(@PathParam("id") String id, @Context UriInfo uri) {
    MetricDefinition metric = definition(id);
    View view = view(uri, metric);
    String cursor = uri.getQueryParameters().getFirst("cursor");
    ItemsPage page =
        new ItemsReport(sources, metric, view, cursor)
            .page(frames.frame("Items: " + metric.title(), "metrics", view.team()));
    return cursor == null ? Templates.items(page) : Templates.moreItems(page);
  }

  /** A clock that changes nothing is left out, so that equal views have equal addresses. */
  private View view(UriInfo uri, MetricDefinition metric) {
    View view =
        View.read(
            uri.getQueryParameters()::getFirst,
            sources.organisation().get(),
            sources.clock().instant(),
            USUAL_WEEKS,
            Grain.WEEK);
    boolean other = metric.onEitherClock() && view.clock() != metric.clock();
    return other ? view : view.ofClock(null);
  }

  private MetricDefinition definition(String id) {
    return sources
        .definition(id)
        .orElseThrow(
            () ->
                PageProblem.notFound(
                    "There is no metric \"" + id + "\", or it is not implemented yet."));
  }
}
