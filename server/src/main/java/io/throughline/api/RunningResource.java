package io.throughline.api;

import io.smallrye.common.annotation.Blocking;
import io.throughline.metric.UnknownNameException;
import io.throughline.running.DeploymentDetail;
import io.throughline.running.Deployments;
import io.throughline.running.Deployments.Deployed;
import io.throughline.running.Impact;
import io.throughline.running.IncidentDetail;
import io.throughline.running.Incidents;
import io.throughline.running.Incidents.Happened;
import io.throughline.running.Selected;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deployments to production, what they did, and incidents. */
@Path("/api/v1")
@Tag(name = "production")
@Blocking
public class RunningResource {
  private static final int MAX_LIMIT = 1000;
  private static final int DEFAULT_WEEKS = 12;
  private static final List<String> STATUSES =
      List.of("succeeded", "failed", "aborted", "rolled_back", "superseded", "in_progress");
  private static final List<String> ORIGINS = List.of("monitoring", "customer", "person");

  private final ApiSources sources;
  private final Clock clock;

  RunningResource(ApiSources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /** Whose, and from when to when. */
  public static class Range {
    @QueryParam("team")
    @Parameter(description = "Id of a team; with all teams below it. Left out: everything.")
    @Nullable String team;

    @QueryParam("service")
    @Parameter(description = "Id of a service.")
    @Nullable String service;

    @QueryParam("from")
    @Parameter(description = "First local day, 2026-01-05. Default: twelve weeks before to.")
    @Nullable String from;

    @QueryParam("to")
    @Parameter(description = "The day after the last one. Default: tomorrow.")
    @Nullable String to;

    @QueryParam("cursor")
    @Parameter(description = "Where the page before ended, from its next.")
    @Nullable String cursor;

    @QueryParam("limit")
    @DefaultValue("100")
    @Parameter(description = "1 to 1000.")
    int limit;
  }

  @GET
  @Path("/deployments")
  @Operation(
      summary = "Deployments to production, the newest first",
      description = "One row for each service and version, over all clusters.")
  public Items<Deployed> deployments(
      @BeanParam Range range,
      @QueryParam("status")
          @Parameter(
              description =
                  "succeeded, failed, aborted, rolled_back, superseded or in_progress. Left out: all.")
          @Nullable String status) {
    Deployments found =
        sources.running().deployments(selected(range, oneOf("status", status, STATUSES)));
    return new Items<>(found.items(), found.next());
  }

  @GET
  @Path("/deployments/{id}")
  @Operation(summary = "One deployment with its parts, changes, gates and incidents")
  public DeploymentDetail deployment(@PathParam("id") long id) {
    return sources
        .running()
        .deployment(id)
        .orElseThrow(() -> new UnknownNameException("There is no deployment " + id));
  }

  @GET
  @Path("/deployments/{id}/impact")
  @Operation(
      summary = "What a deployment did",
      description =
          "Half an hour after it served all, beside the half hour before it began and the same half"
              + " hour a week earlier: errors, latency, throughput and resources, with a verdict"
              + " where one can be given. Where the source of measurements tells versions apart,"
              + " `canary` compares the new one with the old one while both answered; else it is"
              + " null.")
  public Impact impact(@PathParam("id") long id) {
    return sources
        .running()
        .impact(id)
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "There is no deployment " + id + " of a service that came to serve all"));
  }

  @GET
  @Path("/incidents")
  @Operation(
      summary = "Incidents, the newest first",
      description = "What several systems tell of one outage is one incident.")
  public Items<Happened> incidents(
      @BeanParam Range range,
      @QueryParam("origin")
          @Parameter(description = "monitoring, customer or person. Left out: all.")
          @Nullable String origin) {
    Incidents found =
        sources.running().incidents(selected(range, oneOf("origin", origin, ORIGINS)));
    return new Items<>(found.items(), found.next());
  }

  @GET
  @Path("/incidents/{id}")
  @Operation(summary = "One incident, what tells of it, and what it is put down to")
  public IncidentDetail incident(@PathParam("id") long id) {
    return sources
        .running()
        .incident(id)
        .orElseThrow(() -> new UnknownNameException("There is no incident " + id));
  }

  private Selected selected(Range range, @Nullable String word) {
    if (range.limit < 1 || range.limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit is " + range.limit + "; expected 1 to " + MAX_LIMIT);
    }
    ZoneId zone = sources.organisation().get().zone();
    LocalDate end =
        range.to == null
            ? LocalDate.now(clock.withZone(zone)).plusDays(1)
            : QueryParameters.day("to", range.to);
    LocalDate start =
        range.from == null
            ? end.minusWeeks(DEFAULT_WEEKS)
            : QueryParameters.day("from", range.from);
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "from must be before to; to is the day after the last one");
    }
    return new Selected(
        range.team,
        range.service,
        start.atStartOfDay(zone).toInstant(),
        end.atStartOfDay(zone).toInstant(),
        word,
        range.cursor,
        range.limit);
  }

  private static @Nullable String oneOf(String name, @Nullable String asked, List<String> words) {
    if (asked != null && !words.contains(asked)) {
      throw new IllegalArgumentException(
          name
              + " is "
              + QueryParameters.shortened(asked)
              + "; expected "
              + String.join(", ", words));
    }
    return asked;
  }
}
