package io.throughline.web.production;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.ingest.Surveys;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.Grain;
import io.throughline.web.Choices;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.View;
import io.throughline.web.metric.OtherCounts;
import io.throughline.web.part.Times;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The pages of production that are made of metrics: DORA, health, customers, GitOps. */
@Path("/")
@Blocking
class BoardRoute {
  private static final int WEEKS = 12;

  private final PageSources sources;
  private final Frames frames;
  private final Surveys surveys;

  BoardRoute(PageSources sources, Frames frames, Surveys surveys) {
    this.sources = sources;
    this.surveys = surveys;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance production(BoardPage page);
  }

  @GET
  @Path("dora")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance dora(@Context UriInfo uri) {
    return page(uri, Boards.DORA, "/dora", Tabs.DORA, Links::dora);
  }

  @GET
  @Path("production")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance health(@Context UriInfo uri) {
    return page(uri, Boards.HEALTH, "/production", Tabs.HEALTH, Links::production);
  }

  @GET
  @Path("customers")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance customers(@Context UriInfo uri) {
    return page(uri, Boards.CUSTOMERS, "/customers", Tabs.CUSTOMERS, Links::customers);
  }

  @GET
  @Path("gitops")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance gitops(@Context UriInfo uri) {
    return page(uri, Boards.GITOPS, "/gitops", Tabs.GITOPS, Links::gitops);
  }

  private TemplateInstance page(
      UriInfo uri, Boards boards, String path, Tabs tab, Function<View, String> address) {
    Organisation organisation = sources.organisation().get();
    View view =
        View.read(
            uri.getQueryParameters()::getFirst,
            organisation,
            sources.clock().instant(),
            WEEKS,
            Grain.WEEK);
    TeamScope scope = TeamScope.of(organisation, view.team(), path);
    Board board = new Board(sources, view, boards.metrics());
    ServiceTable services = new ServiceTable(sources, view, boards);
    return Templates.production(
        new BoardPage(
            frames.frame(boards.title(), "production", view.team()),
            boards.title(),
            scope.name() + ", " + Times.range(view.from(), view.to()) + ": " + boards.question(),
            scope.choices(),
            tab.of(view),
            Choices.ranges(view, address),
            boards.groups(board),
            services.tables(organisation),
            boards.equals(Boards.CUSTOMERS)
                ? new SurveyTable(sources.running(), surveys, view, services.owned(organisation))
                    .rows(organisation)
                : List.of(),
            boards.equals(Boards.GITOPS)
                ? WindowTable.of(sources.running().syncWindows(), services.owned(organisation))
                : null,
            boards.equals(Boards.DORA) ? others(view, board, uri) : OtherCounts.NONE,
            boards.notes()));
  }

  private OtherCounts others(View view, Board board, UriInfo uri) {
    return OtherCounts.of(
        sources.running(),
        view,
        Boards.DORA.ofServices().stream().collect(Collectors.toMap(id -> id, board::headline)),
        uri.getQueryParameters().getFirst("as"),
        Links.dora(view));
  }
}
