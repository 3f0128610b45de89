package io.throughline.api;

import io.smallrye.common.annotation.Blocking;
import io.throughline.metric.AgeingItem;
import io.throughline.metric.UnknownNameException;
import io.throughline.model.org.Dated;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Service;
import io.throughline.model.org.Team;
import io.throughline.model.process.DeliveryProcess;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The process, the teams and services, and what is still open. */
@Path("/api/v1")
@Tag(name = "organisation")
@Blocking
public class CatalogueResource {
  private static final int MAX_LIMIT = 1000;

  private final ApiSources sources;

  CatalogueResource(ApiSources sources) {
    this.sources = sources;
  }

  /**
   * A team.
   *
   * @param members how many people it has or had; who they are is nobody else's business
   */
  public record TeamAnswer(
      String id,
      String name,
      @Nullable String parent,
      String zone,
      int members,
      List<String> services) {}

  /**
   * A service.
   *
   * @param names what it is called in each system
   */
  public record ServiceAnswer(
      String id, String name, String kind, Map<String, List<String>> names, List<String> teams) {}

  @GET
  @Path("/process")
  @Operation(summary = "The delivery process with its metrics, gates and aspects")
  public DeliveryProcess process() {
    return sources.process();
  }

  @GET
  @Path("/teams")
  @Operation(summary = "All teams; a parent stands before its children")
  public Items<TeamAnswer> teams() {
    return Items.all(sources.organisation().get().teams().stream().map(this::team).toList());
  }

  @GET
  @Path("/teams/{id}")
  @Operation(summary = "One team")
  public TeamAnswer team(@PathParam("id") String id) {
    return teams().items().stream()
        .filter(t -> t.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new UnknownNameException("There is no team " + id));
  }

  @GET
  @Path("/services")
  @Operation(summary = "All services")
  public Items<ServiceAnswer> services() {
    Organisation organisation = sources.organisation().get();
    return Items.all(organisation.services().stream().map(s -> service(s, organisation)).toList());
  }

  @GET
  @Path("/services/{id}")
  @Operation(summary = "One service")
  public ServiceAnswer service(@PathParam("id") String id) {
    return services().items().stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new UnknownNameException("There is no service " + id));
  }

  @GET
  @Path("/ageing")
  @Operation(summary = "What is still open, longest over its usual time first")
  public Items<AgeingItem> ageing(
      @BeanParam QueryParameters parameters, @QueryParam("limit") @DefaultValue("100") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit is " + limit + "; expected 1 to " + MAX_LIMIT);
    }
    return Items.all(sources.readings().ageing(parameters.scope(), limit));
  }

  private TeamAnswer team(Team team) {
    return new TeamAnswer(
        team.id(),
        team.name(),
        team.parent(),
        team.zone().getId(),
        (int) team.members().stream().map(Dated::value).distinct().count(),
        team.services().stream().map(Dated::value).distinct().toList());
  }

  private static ServiceAnswer service(Service service, Organisation organisation) {
    return new ServiceAnswer(
        service.id(),
        service.name(),
        MetricAnswer.word(service.kind()),
        service.names(),
        organisation.teams().stream()
            .filter(t -> t.services().stream().anyMatch(s -> s.value().equals(service.id())))
            .map(Team::id)
            .toList());
  }
}
