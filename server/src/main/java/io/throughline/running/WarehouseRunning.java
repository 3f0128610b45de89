package io.throughline.running;

import io.throughline.evidenced.Asking;
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

/** Deployments and incidents from the warehouse's tables, found when asked; nothing is kept. */
public final class WarehouseRunning implements Running {
  private final Warehouse warehouse;
  private final Supplier<Organisation> organisation;
  private final InstantSource clock;

  /**
   * @param clock decides what now is
   */
  public WarehouseRunning(
      Warehouse warehouse, Supplier<Organisation> organisation, InstantSource clock) {
    this.warehouse = warehouse;
    this.organisation = organisation;
    this.clock = clock;
  }

  @Override
  public Deployments deployments(Selected selected) {
    known(selected);
    return warehouse.query(c -> new DeploymentReader(asking(c)).list(selected));
  }

  @Override
  public Optional<DeploymentDetail> deployment(long id) {
    return warehouse.query(c -> new DeploymentReader(asking(c)).detail(id));
  }

  @Override
  public Optional<Impact> impact(long id) {
    return warehouse.query(c -> new ImpactReader(asking(c)).read(id));
  }

  @Override
  public List<ApplicationWindows> syncWindows() {
    return warehouse.query(c -> new WindowReader(asking(c)).read());
  }

  @Override
  public Incidents incidents(Selected selected) {
    known(selected);
    return warehouse.query(c -> new IncidentReader(asking(c)).list(selected));
  }

  @Override
  public List<OtherCount> asOthers(Selected selected) {
    known(selected);
    return warehouse.query(c -> new OthersReader(asking(c), selected).read());
  }

  @Override
  public Optional<IncidentDetail> incident(long id) {
    return warehouse.query(c -> new IncidentReader(asking(c)).detail(id));
  }

  @Override
  public List<SurveyAnswers> surveyAnswers(Instant from, Instant to) {
    return warehouse.query(
        c ->
            asking(c)
                .rows(
                    """
                    SELECT p.path, count(*) FILTER (WHERE a.answered_at >= ?) AS answers,
                           max(a.answered_at) AS last_at
                    FROM survey_answer a JOIN project p ON p.id = a.project_id
                    WHERE a.answered_at < ? AND p.path IS NOT NULL
                    GROUP BY p.path
                    ORDER BY p.path
                    """,
                    row ->
                        new SurveyAnswers(
                            row.getString(1), row.getLong(2), Cells.instant(row, "last_at")),
                    from,
                    to));
  }

  private Asking asking(Connection connection) {
    return new Asking(connection, clock.instant(), null);
  }

  private void known(Selected selected) {
    Organisation now = organisation.get();
    if (selected.team() != null
        && now.teams().stream().noneMatch(t -> t.id().equals(selected.team()))) {
      throw new UnknownNameException("There is no team " + selected.team());
    }
    if (selected.service() != null
        && now.services().stream().noneMatch(s -> s.id().equals(selected.service()))) {
      throw new UnknownNameException("There is no service " + selected.service());
    }
  }
}
