package io.throughline.sprint;

import io.throughline.metric.UnknownNameException;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Team;
import io.throughline.warehouse.Warehouse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sprints from the warehouse's tables, found when asked; nothing is kept. */
public final class WarehouseSprints implements Sprints {
  private final Warehouse warehouse;
  private final Supplier<Organisation> organisation;
  private final InstantSource clock;

  /**
   * @param clock decides what now is
   */
  public WarehouseSprints(
      Warehouse warehouse, Supplier<Organisation> organisation, InstantSource clock) {
    this.warehouse = warehouse;
    this.organisation = organisation;
    this.clock = clock;
  }

  @Override
  public List<Board> boards(@Nullable String team) {
    known(team);
    BoardReader reader = new BoardReader(organisation.get(), clock.instant());
    return warehouse.query(connection -> reader.boards(connection, team));
  }

  @Override
  public List<Sprint> list(Wanted wanted, @Nullable Sprint after, int most) {
    known(wanted.team());
    SprintReader reader = reader();
    return warehouse.query(connection -> reader.list(connection, wanted, after, most));
  }

  @Override
  public List<Expected> expected(Wanted wanted, int most) {
    known(wanted.team());
    SprintReader reader = reader();
    return warehouse.query(connection -> reader.expected(connection, wanted, most));
  }

  @Override
  public TeamLoad load(String team) {
    TeamReader reader = team(team);
    return warehouse.query(reader::load);
  }

  @Override
  public List<PersonLoad> people(String team) {
    TeamReader reader = team(team);
    return warehouse.query(reader::people);
  }

  @Override
  public TeamFlow flow(String team, int weeks) {
    TeamReader reader = team(team);
    return warehouse.query(connection -> reader.flow(connection, weeks));
  }

  private TeamReader team(String id) {
    known(id);
    ZoneId zone =
        organisation.get().teams().stream()
            .filter(team -> team.id().equals(id))
            .findFirst()
            .map(Team::zone)
            .orElse(organisation.get().zone());
    return new TeamReader(id, zone, clock.instant());
  }

  @Override
  public Optional<Sprint> find(long id) {
    SprintReader reader = reader();
    return warehouse.query(connection -> reader.find(connection, id));
  }

  @Override
  public Optional<SprintBook> sprint(long id) {
    SprintReader reader = reader();
    return warehouse.query(connection -> reader.book(connection, id));
  }

  @Override
  public Optional<BoardBook> board(long id) {
    BoardReader reader = new BoardReader(organisation.get(), clock.instant());
    return warehouse.query(
        connection -> {
          Optional<Board> board = reader.board(connection, id);
          return board.isPresent()
              ? Optional.of(reader.book(connection, board.get()))
              : Optional.empty();
        });
  }

  private SprintReader reader() {
    Instant now = clock.instant();
    return new SprintReader(new BoardReader(organisation.get(), now), now);
  }

  private void known(@Nullable String team) {
    if (team != null && organisation.get().teams().stream().noneMatch(t -> t.id().equals(team))) {
      throw new UnknownNameException("There is no team " + team);
    }
  }
}
