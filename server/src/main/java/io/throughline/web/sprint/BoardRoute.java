package io.throughline.web.sprint;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.forecast.Forecast;
import io.throughline.forecast.Forecast.Count;
import io.throughline.forecast.Forecast.None;
import io.throughline.model.time.WorkCalendar;
import io.throughline.sprint.Board;
import io.throughline.sprint.BoardBook;
import io.throughline.sprint.SprintTicket;
import io.throughline.web.Frame;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageProblem;
import io.throughline.web.PageSources;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import io.throughline.web.sprint.BoardPage.Likely;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One board: how its work flows, without a look at its sprints. */
@Path("/boards")
@Blocking
class BoardRoute {
  private static final int AGEING = 50;
  private static final List<Integer> AHEAD = List.of(5, 10, 20);

  private final PageSources sources;
  private final Frames frames;

  BoardRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance board(BoardPage page);
  }

  @GET
  @Path("{id:[0-9]{1,18}}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@PathParam("id") long id) {
    BoardBook book =
        sources
            .sprints()
            .board(id)
            .orElseThrow(() -> PageProblem.notFound("No source knows such a board."));
    Board board = book.board();
    String team = board.teams().isEmpty() ? null : board.teams().getFirst();
    String name = board.name() == null ? "Board " + board.id() : board.name();
    return Templates.board(page(book, name, team, frames.frame(name, "sprints", team)));
  }

  private BoardPage page(BoardBook book, String name, @Nullable String team, Frame frame) {
    Board board = book.board();
    WorkCalendar calendar = SprintReport.calendar(board, sources.organisation().get());
    Ages ages = new Ages(calendar, book.usual(), book.now());
    List<SprintTicket> open = book.open();
    None none = Forecast.none(book.throughput(), calendar);
    Forecast.Basis basis = Forecast.basis(book.throughput(), calendar);
    return new BoardPage(
        frame,
        name,
        Links.outside(board.url()),
        team == null ? null : Links.sprints(team),
        Numbers.count(book.begun())
            + " in progress · "
            + Numbers.count(book.waiting())
            + " not begun · "
            + board.zone(),
        SprintCharts.flow(book.flow(), "tickets of the board"),
        SprintCharts.throughput(book.throughput(), ZoneId.of(board.zone())),
        Forecast.counts(book.throughput(), calendar, AHEAD).stream()
            .map(BoardRoute::likely)
            .toList(),
        none == null ? Outlooks.basis(basis.samples(), basis.finished()) : "",
        none == null ? "" : Outlooks.why(none, basis.samples()),
        ages.rows(open, AGEING),
        ages.words());
  }

  private static Likely likely(Count count) {
    return new Likely(
        Times.date(count.by()) + " (" + count.days() + " working days)",
        Numbers.count(count.p50()),
        Numbers.count(count.p85()));
  }
}
