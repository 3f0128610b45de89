package io.throughline.web.sprint;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Team;
import io.throughline.sprint.Board;
import io.throughline.sprint.Sprint;
import io.throughline.sprint.Sprints;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageProblem;
import io.throughline.web.PageSources;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import io.throughline.web.sprint.SprintsPage.BoardCard;
import io.throughline.web.sprint.SprintsPage.Row;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The sprints of one team, by board. */
@Path("/teams/{id}/sprints")
@Blocking
class SprintsRoute {
  private static final int DAYS = 364;
  private static final int MOST = 500;

  private final PageSources sources;
  private final Frames frames;

  SprintsRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance sprints(SprintsPage page);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@PathParam("id") String id) {
    Organisation organisation = sources.organisation().get();
    Team team =
        organisation.teams().stream()
            .filter(candidate -> candidate.id().equals(id))
            .findFirst()
            .orElseThrow(() -> PageProblem.notFound("There is no team \"" + id + "\"."));
    Instant now = sources.clock().instant();
    Instant from = now.minus(DAYS, ChronoUnit.DAYS);
    List<Sprint> sprints =
        sources.sprints().list(new Sprints.Wanted(id, null, from, now), null, MOST);
    List<BoardCard> cards = new ArrayList<>();
    for (Board board : sources.sprints().boards(id)) {
      cards.add(
          new BoardCard(
              board.id(),
              Objects.requireNonNullElse(board.name(), "Board " + board.id()),
              Objects.requireNonNullElse(board.kind(), ""),
              Links.board(board.id()),
              sprints.stream()
                  .filter(sprint -> board.id().equals(sprint.board()))
                  .map(sprint -> row(sprint, ZoneId.of(board.zone())))
                  .toList()));
    }
    return Templates.sprints(
        new SprintsPage(
            frames.frame(team.name() + ": sprints", "sprints", id),
            team.name(),
            "/teams/" + Links.encode(id),
            "since " + Times.date(LocalDate.ofInstant(from, team.zone())),
            List.copyOf(cards)));
  }

  private static Row row(Sprint sprint, ZoneId zone) {
    Instant planned = sprint.plannedEndAt();
    Instant end = sprint.completedAt() == null ? planned : sprint.completedAt();
    String unit =
        switch (sprint.unit()) {
          case "points" -> " pt";
          case "hours" -> " h";
          default -> sprint.tickets() == 1 ? " ticket" : " tickets";
        };
    return new Row(
        SprintReport.name(sprint),
        Links.sprint(sprint.id()),
        Times.day(LocalDate.ofInstant(sprint.startAt(), zone))
            + " – "
            + (end == null ? "open" : Times.date(LocalDate.ofInstant(end, zone))),
        sprint.completedAt() == null ? "running" : "closed",
        Numbers.edge(sprint.committed()) + unit,
        Numbers.edge(sprint.done()) + unit,
        sprint.committed() == 0 ? "–" : Numbers.percent(sprint.done() / sprint.committed()));
  }
}
