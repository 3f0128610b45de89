package io.throughline.web.process;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.process.DeliveryProcess;
import io.throughline.model.process.DeliveryProcess.Gate;
import io.throughline.model.process.DeliveryProcess.Phase;
import io.throughline.model.process.DeliveryProcess.ProcessMetric;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.process.ProcessPage.AspectRow;
import io.throughline.web.process.ProcessPage.GateRow;
import io.throughline.web.process.ProcessPage.Measure;
import io.throughline.web.process.ProcessPage.MetricLink;
import io.throughline.web.process.ProcessPage.PhaseCard;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The delivery process with what of it is measured. */
@Path("/process")
@Blocking
class ProcessRoute {
  private static final int FIRST = 6;

  private final PageSources sources;
  private final Frames frames;

  ProcessRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance process(ProcessPage page);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@QueryParam("team") @Nullable String team) {
    DeliveryProcess process = sources.process();
    TeamScope scope = TeamScope.of(sources.organisation().get(), team, "/process");
    PhasesNow now = new PhasesNow(sources.conformance().now(team, FIRST), scope.zone());
    List<Phase> phases =
        process.phases().stream().sorted(Comparator.comparingInt(Phase::order)).toList();
    List<PhaseCard> cards = new ArrayList<>();
    for (Phase phase : phases) {
      cards.add(card(phase, cards.size() + 1, now.of(phase.id())));
    }
    return Templates.process(
        new ProcessPage(
            frames.frame("Delivery process", "process", null),
            process.name(),
            "Version " + process.version() + ", in effect since " + process.effective(),
            scope.name(),
            scope.choices(),
            now.followed(),
            Links.toDo(team),
            sources.conformance().toDo(team).size(),
            List.copyOf(cards),
            process.aspects().stream()
                .map(
                    aspect ->
                        new AspectRow(
                            aspect.title(),
                            aspect.id().equals("product-research") ? "/research" : "",
                            titles(phases, aspect.phases()),
                            String.join(", ", aspect.sources()),
                            String.join(
                                ", ", aspect.modes().stream().map(ProcessRoute::mode).toList())))
                .toList()));
  }

  private PhaseCard card(Phase phase, int place, ProcessPage.Now now) {
    List<Measure> measures = phase.metrics().stream().map(this::measure).toList();
    return new PhaseCard(
        phase.id(),
        phase.title(),
        phase.group(),
        place,
        phase.summary(),
        phase.inputs(),
        phase.objective(),
        phase.outputs().stream().map(DeliveryProcess.Output::title).toList(),
        phase.responsible(),
        String.join(", ", phase.participants()),
        phase.expected(),
        measures,
        phase.gates().stream().map(ProcessRoute::gate).toList(),
        phase.note() == null ? "" : phase.note(),
        (int) measures.stream().filter(Measure::implemented).count(),
        now);
  }

  private Measure measure(ProcessMetric asked) {
    List<MetricLink> links =
        asked.ids().stream()
            .flatMap(id -> sources.definition(id).stream())
            .map(ProcessRoute::link)
            .toList();
    return new Measure(asked.title(), asked.why(), String.join(", ", asked.sources()), links);
  }

  private static MetricLink link(MetricDefinition metric) {
    return new MetricLink(metric.title(), "/metric/" + Links.encode(metric.id()));
  }

  private static GateRow gate(Gate gate) {
    return new GateRow(
        gate.title(),
        gate.measurements(),
        String.join(", ", gate.sources()),
        String.join(", ", gate.appliesTo()),
        gate.note() == null ? "" : gate.note());
  }

  private static String mode(String mode) {
    return switch (mode) {
      case "direct" -> "direct integration";
      case "etl" -> "ETL";
      default -> mode;
    };
  }

  private static String titles(List<Phase> phases, List<String> ids) {
    return String.join(
        ", ", phases.stream().filter(phase -> ids.contains(phase.id())).map(Phase::title).toList());
  }
}
