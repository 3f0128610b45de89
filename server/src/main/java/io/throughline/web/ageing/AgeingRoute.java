package io.throughline.web.ageing;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.metric.AgeingItem;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.Grain;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.View;
import io.throughline.web.ageing.AgeingPage.Stage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;

/** Work that is still open; never mixed into readings. */
@Path("/ageing")
@Blocking
class AgeingRoute {
  private static final int MOST = 200;
  private static final int FIRST = 8;
  private static final List<String> STAGES =
      List.of("progress", "pickup", "review", "reaction", "deploy", "draft");

  private final PageSources sources;
  private final Frames frames;

  AgeingRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance ageing(AgeingPage page);
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
            12,
            Grain.WEEK);
    List<AgeingItem> items = sources.readings().ageing(view.scope(), MOST);
    List<AgeingRow> rows = AgeingRow.of(items, view.zone());
    TeamScope scope = TeamScope.of(organisation, view.team(), Links.ageing(null));
    int over = (int) rows.stream().filter(AgeingRow::over).count();
    return Templates.ageing(
        new AgeingPage(
            frames.frame("Ageing work", "ageing", null),
            scope.name(),
            scope.choices(),
            Lanes.of(items, STAGES),
            stages(rows),
            rows.size(),
            over,
            rows.size() == MOST));
  }

  private static List<Stage> stages(List<AgeingRow> rows) {
    List<Stage> stages = new ArrayList<>();
    for (String id : STAGES) {
      List<AgeingRow> items = rows.stream().filter(row -> row.stage().equals(id)).toList();
      if (!items.isEmpty()) {
        int over = (int) items.stream().filter(AgeingRow::over).count();
        int fold = items.size() > FIRST + 2 ? FIRST : items.size();
        stages.add(
            new Stage(
                id,
                AgeingRow.stageTitle(id),
                meaning(id),
                items.size(),
                over,
                items.getFirst().usual(),
                items.getFirst().usualName(),
                items.subList(0, fold),
                items.subList(fold, items.size())));
      }
    }
    return List.copyOf(stages);
  }

  private static String meaning(String stage) {
    return switch (stage) {
      case "pickup" -> "Ready, and nobody but its author has said anything yet.";
      case "review" -> "Somebody answered; it is not merged yet.";
      case "progress" ->
          "A ticket that somebody began and that is not done: working time from its first start,"
              + " against what 85 % of the finished ones took at most.";
      case "reaction" -> "A reviewer was asked and has not answered.";
      case "deploy" -> "It is merged, and no production deployment carries it yet.";
      default -> "Its author has not called it ready.";
    };
  }
}
