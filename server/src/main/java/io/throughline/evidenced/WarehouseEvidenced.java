package io.throughline.evidenced;

import io.throughline.metric.UnknownNameException;
import io.throughline.model.org.Organisation;
import io.throughline.warehouse.Warehouse;
import io.throughline.warehouse.sql.Cells;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Evidence from the warehouse's tables, found when asked; nothing is kept. */
public final class WarehouseEvidenced implements Evidenced {
  private final Warehouse warehouse;
  private final Supplier<Organisation> organisation;
  private final InstantSource clock;

  /**
   * @param clock decides what now is
   */
  public WarehouseEvidenced(
      Warehouse warehouse, Supplier<Organisation> organisation, InstantSource clock) {
    this.warehouse = warehouse;
    this.organisation = organisation;
    this.clock = clock;
  }

  @Override
  public GateMatrix matrix(@Nullable String team, int branches) {
    known(team);
    return warehouse.query(c -> new MatrixReader(asking(c, team), branches).read());
  }

  @Override
  public Optional<JudgedBuild> build(long run) {
    return warehouse.query(c -> new BuildReader(asking(c, null), run).read());
  }

  @Override
  public FlakyTests flaky(@Nullable String team, Instant since, int most) {
    known(team);
    return warehouse.query(c -> new FlakyReader(asking(c, team)).read(since, most));
  }

  @Override
  public Vulnerabilities vulnerabilities(@Nullable String team, int most) {
    known(team);
    return warehouse.query(c -> new VulnerabilityReader(asking(c, team)).read(most));
  }

  @Override
  public List<LoadTrend> load(@Nullable String team, Instant since) {
    known(team);
    return warehouse.query(c -> new LoadReader(asking(c, team)).read(since));
  }

  @Override
  public List<ModeChange> modeChanges(
      @Nullable String team, @Nullable String service, Instant from, Instant to) {
    known(team);
    return warehouse.query(
        c ->
            asking(c, team)
                .ofTeam(
                    """
                    SELECT a."at", s.name, a.mode
                    FROM code_analysis a JOIN service s ON s.id = a.service_id
                    WHERE {team} AND a.mode_changed AND s.key = coalesce(CAST(? AS text), s.key)
                      AND a."at" >= ? AND a."at" < ?
                    ORDER BY a."at", s.name, a.id
                    """,
                    row ->
                        new ModeChange(
                            Cells.known(row, "at"), row.getString("name"), row.getString("mode")),
                    service,
                    from,
                    to));
  }

  @Override
  public Permission mayDeploy(String service, @Nullable String image, @Nullable String commit) {
    knownService(service);
    return warehouse.query(
        c -> new PermissionReader(asking(c, null), service, image, commit).read());
  }

  @Override
  public ReleasedLoad lastRelease(String service, @Nullable String commit) {
    knownService(service);
    return warehouse.query(c -> new ReleaseReader(asking(c, null), service, commit).read());
  }

  private void knownService(String service) {
    if (organisation.get().services().stream().noneMatch(s -> s.id().equals(service))) {
      throw new UnknownNameException("There is no service " + service);
    }
  }

  private Asking asking(Connection connection, @Nullable String team) {
    return new Asking(connection, clock.instant(), team);
  }

  private void known(@Nullable String team) {
    if (team != null && organisation.get().teams().stream().noneMatch(t -> t.id().equals(team))) {
      throw new UnknownNameException("There is no team " + team);
    }
  }
}
