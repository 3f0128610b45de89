package io.throughline.api;

import io.smallrye.common.annotation.Blocking;
import io.throughline.ingest.collect.Listening;
import io.throughline.ledger.DeadLetter;
import io.throughline.ledger.SourceStatus;
import io.throughline.metric.UnknownNameException;
import io.throughline.model.org.SourceConfig;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The sources: how they do, and what may be asked of them. */
@Path("/api/v1")
@Tag(name = "sources")
@Blocking
public class SourceResource {
  private static final int DEAD_LETTERS = 200;

  private final ApiSources sources;

  SourceResource(ApiSources sources) {
    this.sources = sources;
  }

  /**
   * A source; its secrets are never told.
   *
   * @param listening the connection over which it tells of changes by itself; null where it is only
   *     asked
   */
  public record SourceAnswer(
      String id,
      String system,
      String url,
      long deadLetters,
      SourceStatus status,
      @Nullable Listening listening) {}

  @GET
  @Path("/sources")
  @Operation(summary = "All sources with their state, progress and freshness")
  public Items<SourceAnswer> all() {
    return Items.all(sources.organisation().get().sources().stream().map(this::answer).toList());
  }

  @GET
  @Path("/sources/{id}")
  @Operation(summary = "One source")
  public SourceAnswer one(@PathParam("id") String id) {
    return answer(config(id));
  }

  @GET
  @Path("/sources/{id}/dead-letters")
  @Operation(summary = "Deliveries that could not be mapped, newest first")
  public Items<DeadLetter> deadLetters(@PathParam("id") String id) {
    return Items.all(sources.ledger().deadLetters(config(id).id(), DEAD_LETTERS));
  }

  @POST
  @Path("/sources/{id}/collect")
  @ChangesState
  @Operation(summary = "Starts a run of this source now")
  public Response collect(@PathParam("id") String id) {
    sources.collectNow().accept(config(id).id());
    return Response.accepted().build();
  }

  @POST
  @Path("/sources/{id}/replay")
  @ChangesState
  @Operation(summary = "Maps this source's dead letters again")
  public Response replay(@PathParam("id") String id) {
    sources.replayDead().accept(config(id).id());
    return Response.accepted().build();
  }

  @POST
  @Path("/rebuild")
  @ChangesState
  @Operation(summary = "Builds the warehouse again from the ledger")
  public Response rebuild() {
    sources.rebuild().run();
    return Response.accepted().build();
  }

  private SourceAnswer answer(SourceConfig source) {
    return new SourceAnswer(
        source.id(),
        source.system(),
        source.url(),
        sources.ledger().deadLetterCount(source.id()),
        sources.ledger().status(source.id()),
        sources.listening().apply(source.id()).orElse(null));
  }

  private SourceConfig config(String id) {
    return sources.organisation().get().sources().stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new UnknownNameException("There is no source " + id));
  }
}
