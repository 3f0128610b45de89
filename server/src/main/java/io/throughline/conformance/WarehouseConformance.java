package io.throughline.conformance;

import io.throughline.metric.UnknownNameException;
import io.throughline.model.org.Organisation;
import io.throughline.warehouse.Warehouse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Conformance from the warehouse's tables, found when asked; nothing is kept. */
public final class WarehouseConformance implements Conformance {
  private final Warehouse warehouse;
  private final Supplier<Organisation> organisation;
  private final InstantSource clock;

  /**
   * @param clock decides what now is
   */
  public WarehouseConformance(
      Warehouse warehouse, Supplier<Organisation> organisation, InstantSource clock) {
    this.warehouse = warehouse;
    this.organisation = organisation;
    this.clock = clock;
  }

  @Override
  public Optional<Passport> passport(String key) {
    PassportReader reader = new PassportReader(organisation.get(), clock.instant());
    return warehouse.query(connection -> reader.read(connection, key));
  }

  @Override
  public List<PhaseNow> now(@Nullable String team, int most) {
    known(team);
    PhaseReader reader =
        new PhaseReader(organisation.get().conduct().process(), clock.instant(), team);
    return warehouse.query(connection -> reader.read(connection, most));
  }

  @Override
  public List<ToDo> toDo(@Nullable String team) {
    known(team);
    ToDoReader reader =
        new ToDoReader(organisation.get().conduct().process(), clock.instant(), team);
    return warehouse.query(reader::read);
  }

  @Override
  public Research research(@Nullable String team) {
    known(team);
    ResearchReader reader = new ResearchReader(organisation.get(), clock.instant(), team);
    return warehouse.query(reader::read);
  }

  private void known(@Nullable String team) {
    if (team != null && organisation.get().teams().stream().noneMatch(t -> t.id().equals(team))) {
      throw new UnknownNameException("There is no team " + team);
    }
  }
}
