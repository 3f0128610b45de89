package io.throughline.web.gates;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.evidenced.FlakyTests;
import io.throughline.evidenced.FlakyTests.FlakyGate;
import io.throughline.evidenced.FlakyTests.FlakyTest;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.Grain;
import io.throughline.web.Choices;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.View;
import io.throughline.web.gates.FlakyPage.GateRow;
import io.throughline.web.gates.FlakyPage.TestRow;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneId;

/** Tests and gates that do not say the same twice. */
@Path("/gates/flaky")
@Blocking
class FlakyRoute {
  private static final int WEEKS = 12;
  private static final int MOST = 200;
  private static final double WHOLE = 100;

  private final PageSources sources;
  private final Frames frames;

  FlakyRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance flaky(FlakyPage page);
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
    TeamScope scope = TeamScope.of(organisation, view.team(), "/gates/flaky");
    FlakyTests flaky =
        sources
            .evidenced()
            .flaky(view.team(), view.from().atStartOfDay(view.zone()).toInstant(), MOST);
    return Templates.flaky(
        new FlakyPage(
            frames.frame("Flaky tests and gates", "gates", view.team()),
            scope.name(),
            "since " + Times.date(view.from()),
            scope.choices(),
            Tabs.FLAKY.of(view),
            Choices.ranges(view, Links::flaky),
            flaky.tests().stream().map(test -> row(test, scope.zone())).toList(),
            flaky.tests().size() < MOST
                ? ""
                : "Only the " + MOST + " that were flaky most often are shown.",
            flaky.gates().stream().map(FlakyRoute::row).toList()));
  }

  private static TestRow row(FlakyTest test, ZoneId zone) {
    String gate = test.gate();
    return new TestRow(
        test.name(),
        test.serviceName(),
        gate == null ? "" : Words.plain(gate),
        width(test.flaky(), test.builds()),
        of(test.flaky(), test.builds()) + " builds",
        Numbers.count(test.failed()),
        Times.moment(test.lastAt(), zone),
        test.lastRun() == 0 ? null : Links.build(test.lastRun()));
  }

  private static GateRow row(FlakyGate gate) {
    return new GateRow(
        gate.serviceName(),
        Words.plain(gate.gate()),
        width(gate.commits(), gate.judged()),
        of(gate.commits(), gate.judged()) + " commits",
        gate.judged() == 0 ? "–" : Numbers.percent(gate.commits() / (double) gate.judged()));
  }

  private static String of(long part, long whole) {
    return Numbers.count(part) + " of " + Numbers.count(whole);
  }

  /** Nothing of nothing has no length. */
  private static String width(long part, long whole) {
    return Numbers.share(whole == 0 ? 0 : Math.min(WHOLE, part * WHOLE / whole));
  }
}
