package io.throughline.web.research;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.conformance.Research;
import io.throughline.metric.Reading;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.org.DocumentRules;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.time.Grain;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.View;
import io.throughline.web.metric.Charts;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Times;
import io.throughline.web.research.ResearchPage.Card;
import io.throughline.web.research.ResearchPage.EpicLink;
import io.throughline.web.research.ResearchPage.EpicRow;
import io.throughline.web.research.ResearchPage.Has;
import io.throughline.web.research.ResearchPage.StaleRow;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Product research: requirements documents, designs, and the epics that wait for them. */
@Path("/research")
@Blocking
class ResearchRoute {
  private static final int WEEKS = 52;
  private static final List<String> METRICS =
      List.of("prd_count", "prd_to_deep_dive", "prd_coverage", "design_link_coverage");
  private static final List<String> DRAWN = List.of("prd_count", "prd_to_deep_dive");

  private final PageSources sources;
  private final Frames frames;

  ResearchRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance research(ResearchPage page);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@Context UriInfo uri) {
    Organisation organisation = sources.organisation().get();
    Instant now = sources.clock().instant();
    View view =
        View.read(uri.getQueryParameters()::getFirst, organisation, now, WEEKS, Grain.MONTH);
    TeamScope scope = TeamScope.of(organisation, view.team(), "/research");
    Research research = sources.conformance().research(view.team());
    List<Card> cards = new ArrayList<>();
    List<Chart> charts = new ArrayList<>();
    for (String id : METRICS) {
      sources.definition(id).ifPresent(metric -> read(metric, view, cards, charts));
    }
    return Templates.research(
        new ResearchPage(
            frames.frame("Product research", "research", view.team()),
            scope.name(),
            "since " + Times.date(view.from()),
            scope.choices(),
            wikis(organisation).findAny().isPresent(),
            research.documented(),
            List.copyOf(cards),
            List.copyOf(charts),
            research.epics().stream().map(epic -> row(epic, scope)).toList(),
            research.stale().stream().map(document -> row(document, scope)).toList(),
            wikis(organisation)
                .map(SourceConfig::documents)
                .map(DocumentRules::staleDays)
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(" or "))));
  }

  private static java.util.stream.Stream<SourceConfig> wikis(Organisation organisation) {
    return organisation.sources().stream().filter(s -> s.system().equals("confluence"));
  }

  private void read(MetricDefinition metric, View view, List<Card> cards, List<Chart> charts) {
    Reading total = sources.readings().read(view.query(metric.id(), Grain.TOTAL)).getFirst();
    cards.add(
        new Card(
            metric.id(),
            metric.title(),
            metric.question(),
            Links.metric(metric.id(), view),
            Figure.of(total, metric)));
    if (!DRAWN.contains(metric.id())) {
      return;
    }
    @Nullable Chart chart =
        Charts.trend(
            sources.readings().read(view.query(metric.id(), Grain.MONTH)), metric, Grain.MONTH, "");
    if (chart != null) {
      charts.add(
          new Chart(
              metric.id(),
              chart.kind(),
              metric.title() + " by month",
              chart.summary(),
              chart.data(),
              chart.head(),
              chart.rows()));
    }
  }

  private static EpicRow row(Research.EpicDocuments epic, TeamScope scope) {
    return new EpicRow(
        epic.key(),
        epic.title() == null ? "" : epic.title(),
        Links.ticket(epic.key()),
        epic.board() == null ? "" : epic.board(),
        Times.date(LocalDate.ofInstant(epic.plannedAt(), scope.zone())),
        has(epic.prd(), epic.prdUrl()),
        has(epic.design(), epic.designUrl()));
  }

  private static Has has(String state, @Nullable String url) {
    return switch (state) {
      case "present" -> new Has("met", "there", Links.outside(url));
      case "missing" ->
          new Has("missed", url == null ? "missing" : "came later", Links.outside(url));
      default -> new Has("none", "not known", null);
    };
  }

  private static StaleRow row(Research.StaleDocument document, TeamScope scope) {
    return new StaleRow(
        document.title(),
        Links.outside(document.url()),
        Times.date(LocalDate.ofInstant(document.updatedAt(), scope.zone())),
        document.epics().stream().map(key -> new EpicLink(key, Links.ticket(key))).toList());
  }
}
