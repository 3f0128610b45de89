package io.throughline.api;

import io.smallrye.common.annotation.Blocking;
import io.throughline.forecast.Forecast;
import io.throughline.metric.UnknownNameException;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.WorkCalendar;
import io.throughline.sprint.Board;
import io.throughline.sprint.BoardBook;
import io.throughline.sprint.Sprint;
import io.throughline.sprint.SprintBook;
import io.throughline.sprint.Sprints;
import io.throughline.sprint.TeamLoad;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sprints and boards with the numbers behind their pages. Nobody is named. */
@Path("/api/v1")
@Tag(name = "sprints")
@Blocking
public class SprintResource {
  private static final int MAX_LIMIT = 1000;
  private static final int DEFAULT_WEEKS = 26;
  private static final List<Integer> AHEAD = List.of(5, 10, 20);

  private final ApiSources sources;
  private final Clock clock;

  SprintResource(ApiSources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /** A sprint's numbers with its forecast. */
  public record SprintAnswer(SprintBook book, Forecast forecast) {}

  /**
   * A board's numbers with its forecast.
   *
   * @param none why there is no forecast; null when there is one
   */
  public record BoardAnswer(
      BoardBook book, List<Forecast.Count> forecast, Forecast.@Nullable None none) {}

  @GET
  @Path("/boards")
  @Operation(summary = "Boards of a team, with those of all teams below it")
  public Items<Board> boards(@QueryParam("team") @Nullable String team) {
    return Items.all(sources.sprints().boards(team));
  }

  @GET
  @Path("/boards/{id}")
  @Operation(summary = "How the tickets of a board flow, and how many it will finish")
  public BoardAnswer board(@PathParam("id") String id) {
    BoardBook book =
        sources
            .sprints()
            .board(number("board", id))
            .orElseThrow(() -> new UnknownNameException("There is no board " + id));
    WorkCalendar calendar = calendar(book.board());
    return new BoardAnswer(
        book,
        Forecast.counts(book.throughput(), calendar, AHEAD),
        Forecast.none(book.throughput(), calendar));
  }

  @GET
  @Path("/teams/{id}/load")
  @Operation(
      summary = "How the work is spread over a team's people: counts only, withheld below five")
  public TeamLoad load(@PathParam("id") String id) {
    return sources.sprints().load(id);
  }

  @GET
  @Path("/sprints")
  @Operation(summary = "Sprints that ran in a range, newest first")
  public Items<Sprint> sprints(
      @QueryParam("team") @Nullable String team,
      @QueryParam("board") @Nullable String board,
      @QueryParam("from")
          @Parameter(description = "First day, in UTC. Default: 26 weeks before to.")
          @Nullable String from,
      @QueryParam("to") @Parameter(description = "The day after the last one. Default: tomorrow.")
          @Nullable String to,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit is " + limit + "; expected 1 to " + MAX_LIMIT);
    }
    LocalDate end =
        to == null
            ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1)
            : QueryParameters.day("to", to);
    LocalDate start =
        from == null ? end.minusWeeks(DEFAULT_WEEKS) : QueryParameters.day("from", from);
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "from must be before to; to is the day after the last one");
    }
    Sprints.Wanted wanted =
        new Sprints.Wanted(
            team, board == null ? null : number("board", board), instant(start), instant(end));
    List<Sprint> found = sources.sprints().list(wanted, after(cursor), limit + 1);
    boolean more = found.size() > limit;
    return new Items<>(
        more ? found.subList(0, limit) : found, more ? found.get(limit - 1).id() : null);
  }

  @GET
  @Path("/sprints/{id}")
  @Operation(
      summary = "One sprint: its sets, its days, what changed its scope, its tickets, a forecast")
  public SprintAnswer sprint(@PathParam("id") String id) {
    SprintBook book =
        sources
            .sprints()
            .sprint(number("sprint", id))
            .orElseThrow(() -> new UnknownNameException("There is no started sprint " + id));
    return new SprintAnswer(book, Forecast.of(book, calendar(book.board())));
  }

  private @Nullable Sprint after(@Nullable String cursor) {
    return cursor == null
        ? null
        : sources
            .sprints()
            .find(number("cursor", cursor))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the cursor is not one of this list; start again without it"));
  }

  private WorkCalendar calendar(Board board) {
    Organisation organisation = sources.organisation().get();
    return organisation
        .calendar(board.teams().isEmpty() ? null : board.teams().getFirst())
        .in(ZoneId.of(board.zone()));
  }

  private static Instant instant(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static long number(String name, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          name
              + " is "
              + QueryParameters.shortened(text)
              + "; expected a number from GET /api/v1/"
              + (name.equals("board") ? "boards" : "sprints"));
    }
    return Long.parseLong(text);
  }
}
