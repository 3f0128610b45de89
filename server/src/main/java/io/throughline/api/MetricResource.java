package io.throughline.api;

import io.smallrye.common.annotation.Blocking;
import io.throughline.metric.Distribution;
import io.throughline.metric.Observation;
import io.throughline.metric.ObservationPage;
import io.throughline.metric.Reading;
import io.throughline.metric.ReadingQuery;
import io.throughline.metric.Readings.PartName;
import io.throughline.metric.Scope;
import io.throughline.metric.UnknownNameException;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.Unit;
import io.throughline.model.org.Investment.RateCard;
import io.throughline.model.org.Team;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Metrics, their readings and the observations behind them. */
@Path("/api/v1/metrics")
@Tag(name = "metrics")
@Blocking
public class MetricResource {
  private static final int MAX_LIMIT = 1000;

  private final ApiSources sources;
  private final Clock clock;

  MetricResource(ApiSources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /**
   * The readings of one metric and what they are of.
   *
   * @param currency of a metric in money; null for all others
   * @param most the largest value that can be told: one that is as large stands for any that is
   *     larger; null where all can be told
   * @param medianPerService of a metric that is added up over services: for each of the items the
   *     median over the services, whose n is how many these are; empty for others, and for one
   *     service
   * @param parts the same for each part, where the metric has parts and none was asked for
   */
  public record Readings(
      String metric,
      String unit,
      @Nullable String currency,
      @Nullable Double most,
      String clock,
      String zone,
      List<Reading> items,
      List<Reading> medianPerService,
      List<Part> parts,
      @Nullable String next) {}

  /**
   * The readings of one part of a metric, as of a phase.
   *
   * @param title what people call it
   * @param url its page in the source, as of an epic; null where it has none
   */
  public record Part(String part, String title, @Nullable String url, List<Reading> items) {}

  @GET
  @Operation(summary = "The catalogue: every metric that the process names, implemented or not")
  public Items<MetricAnswer> metrics() {
    return Items.all(MetricAnswer.catalogue(sources.definitions(), sources.process()));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One metric")
  public MetricAnswer metric(@PathParam("id") String id) {
    return metrics().items().stream()
        .filter(m -> m.id().equals(id))
        .findFirst()
        .orElseThrow(() -> unknown(id));
  }

  @GET
  @Path("/{id}/readings")
  @Operation(summary = "Observations summed up, one reading a period")
  public Readings readings(@PathParam("id") String id, @BeanParam QueryParameters parameters) {
    MetricDefinition definition = definition(id);
    ReadingQuery query = parameters.query(id, clock, zone(parameters.scope()));
    List<Reading> items = sources.readings().read(query);
    return new Readings(
        id,
        MetricAnswer.word(definition.unit()),
        currency(definition),
        definition.most(),
        MetricAnswer.word(query.clock() == null ? definition.clock() : query.clock()),
        zone(parameters.scope()).getId(),
        items,
        sources.readings().medianPerService(query, items),
        parts(query),
        null);
  }

  private @Nullable String currency(MetricDefinition definition) {
    RateCard rates = sources.organisation().get().investment().rates();
    return definition.unit() == Unit.MONEY && rates != null ? rates.currency() : null;
  }

  private List<Part> parts(ReadingQuery query) {
    if (query.part() != null) {
      return List.of();
    }
    Map<String, List<Reading>> parts = sources.readings().readParts(query);
    Map<String, PartName> names = sources.readings().partNames(query.metric(), parts.keySet());
    List<Part> all = new ArrayList<>();
    parts.forEach(
        (part, items) -> {
          PartName name = names.getOrDefault(part, new PartName(part, null));
          all.add(new Part(part, name.title(), name.url(), items));
        });
    return List.copyOf(all);
  }

  @GET
  @Path("/{id}/observations")
  @Operation(summary = "The items behind the readings, newest first; never with a person")
  public Items<Observation> observations(
      @PathParam("id") String id,
      @BeanParam QueryParameters parameters,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    definition(id);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit is " + limit + "; expected 1 to " + MAX_LIMIT);
    }
    ReadingQuery query = parameters.query(id, clock, zone(parameters.scope()));
    ObservationPage page = sources.readings().observations(query, cursor, limit);
    return new Items<>(page.items(), page.next());
  }

  @GET
  @Path("/{id}/distribution")
  @Operation(summary = "How the observations of the range are spread")
  public Distribution distribution(
      @PathParam("id") String id, @BeanParam QueryParameters parameters) {
    definition(id);
    return sources.readings().distribution(parameters.query(id, clock, zone(parameters.scope())));
  }

  private ZoneId zone(Scope scope) {
    if (scope instanceof Scope.OfTeam team) {
      return sources.organisation().get().teams().stream()
          .filter(t -> t.id().equals(team.id()))
          .findFirst()
          .map(Team::zone)
          .orElseThrow(() -> new UnknownNameException("There is no team " + team.id()));
    }
    return sources.organisation().get().zone();
  }

  private MetricDefinition definition(String id) {
    return sources.definitions().stream()
        .filter(d -> d.id().equals(id))
        .findFirst()
        .orElseThrow(() -> unknown(id));
  }

  private UnknownNameException unknown(String id) {
    boolean named =
        MetricAnswer.catalogue(sources.definitions(), sources.process()).stream()
            .anyMatch(m -> m.id().equals(id));
    return new UnknownNameException(
        named
            ? "The metric " + id + " is part of the process and not implemented yet"
            : "There is no metric " + id + "; GET /api/v1/metrics lists them");
  }
}
