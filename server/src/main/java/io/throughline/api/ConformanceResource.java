package io.throughline.api;

import io.smallrye.common.annotation.Blocking;
import io.throughline.conformance.Passport;
import io.throughline.conformance.PhaseNow;
import io.throughline.conformance.ToDo;
import io.throughline.metric.UnknownNameException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How work keeps to the delivery process. */
@Path("/api/v1")
@Tag(name = "process")
@Blocking
public class ConformanceResource {
  private static final int MAX_LIMIT = 1000;

  private final ApiSources sources;

  ConformanceResource(ApiSources sources) {
    this.sources = sources;
  }

  @GET
  @Path("/tickets/{key}/passport")
  @Operation(
      summary = "The way of a ticket through all phases, with its outputs and their evidence")
  public Passport passport(@PathParam("key") String key) {
    return sources
        .conformance()
        .passport(key)
        .orElseThrow(() -> new UnknownNameException("No source knows a ticket " + shortened(key)));
  }

  @GET
  @Path("/process/now")
  @Operation(summary = "The phases with the tickets that are in each now, longest first")
  public Items<PhaseNow> now(
      @QueryParam("team") @Nullable String team,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit is " + limit + "; expected 0 to " + MAX_LIMIT);
    }
    return Items.all(sources.conformance().now(team, limit));
  }

  @GET
  @Path("/process/todo")
  @Operation(summary = "What is missing or overdue, by the role that answers for it")
  public Items<ToDo> toDo(@QueryParam("team") @Nullable String team) {
    return Items.all(sources.conformance().toDo(team));
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
