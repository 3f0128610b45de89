package io.throughline.api;

import io.smallrye.common.annotation.Blocking;
import io.throughline.ingest.Surveys.Result;
import io.throughline.metric.UnknownNameException;
import io.throughline.model.org.Survey;
import io.throughline.source.SourceTime;
import io.throughline.source.surveys.RefusedRow;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Surveys: what is asked of users, and files of their answers. */
@Path("/api/v1/surveys")
@Tag(name = "surveys")
@Blocking
public class SurveyResource {
  private static final int MOST_REFUSED = 1_000;

  private final ApiSources sources;

  SurveyResource(ApiSources sources) {
    this.sources = sources;
  }

  /**
   * A survey.
   *
   * @param page path of its page, on this server and on the port for webhooks; null when it has
   *     none
   */
  public record SurveyAnswer(
      String id,
      String title,
      String kind,
      @Nullable String service,
      @Nullable Integer scale,
      String medium,
      @Nullable String page) {}

  /**
   * What was taken.
   *
   * @param deliveries numbers under which it is stored
   * @param repeated whether all of it had come before; then nothing changed
   * @param taken answers in it
   * @param refusedRows how many rows are no answers
   * @param refused the first thousand of them
   */
  public record Taken(
      List<Long> deliveries,
      boolean repeated,
      int taken,
      int refusedRows,
      List<RefusedRow> refused) {}

  @GET
  @Operation(summary = "All surveys, with the addresses of their pages")
  public Items<SurveyAnswer> all() {
    return Items.all(sources.surveys().all().stream().map(this::answer).toList());
  }

  private SurveyAnswer answer(Survey survey) {
    return new SurveyAnswer(
        survey.id(),
        survey.title(),
        survey.kind().word(),
        survey.service(),
        survey.kind() == Survey.Kind.CSAT ? survey.scale() : null,
        survey.medium(),
        sources.surveys().pageId(survey).map(id -> "/s/" + id).orElse(null));
  }

  @POST
  @Path("/{id}/answers")
  @TakesUploads
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Takes answers to a survey, as CSV or JSON",
      description =
          "Columns are found as the survey says in throughline.yaml. Who answered is kept as a hash"
              + " only; columns that it does not name are not kept. Rows that are no answers are"
              + " listed and not taken.")
  @APIResponse(responseCode = "201", description = "Stored")
  @APIResponse(responseCode = "200", description = "Had been stored before; nothing changed")
  @APIResponse(responseCode = "404", description = "There is no such survey")
  @APIResponse(responseCode = "422", description = "It cannot be read; nothing of it is kept")
  public Response answers(
      @PathParam("id") String id,
      @QueryParam("at")
          @Parameter(description = "When answers without a time of their own were given, RFC 3339.")
          @Nullable String at,
      @HeaderParam("Content-Type") @Nullable String contentType,
      byte[] body)
      throws InterruptedException {
    return answer(id, sources.surveys().answers(id, contentType, time(at), body));
  }

  @POST
  @Path("/{id}/rounds")
  @TakesUploads
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Takes a round of invitations, for the response rate",
      description =
          "JSON: sent_at, invited and, where it differs from the survey's, medium. The same survey,"
              + " medium and time again takes the place of what was told before.")
  @APIResponse(responseCode = "201", description = "Stored")
  @APIResponse(responseCode = "200", description = "Had been stored before; nothing changed")
  @APIResponse(responseCode = "404", description = "There is no such survey")
  @APIResponse(responseCode = "422", description = "It cannot be read; nothing of it is kept")
  public Response rounds(@PathParam("id") String id, byte[] body) throws InterruptedException {
    return answer(id, sources.surveys().round(id, body));
  }

  private static @Nullable Instant time(@Nullable String at) {
    if (at == null || at.isBlank()) {
      return null;
    }
    try {
      Instant time = SourceTime.parse(at);
      if (SourceTime.absurd(time, Instant.now())) {
        throw new IllegalArgumentException("at lies in the future or long ago");
      }
      return time;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "at is " + QueryParameters.shortened(at) + "; expected a time like 2026-01-05T10:00:00Z",
          e);
    }
  }

  private static Response answer(String id, Result result) {
    return switch (result) {
      case Result.Stored stored ->
          Response.status(stored.repeated() ? 200 : 201)
              .entity(
                  new Taken(
                      stored.deliveries(),
                      stored.repeated(),
                      stored.taken(),
                      stored.refused().size(),
                      stored.refused().subList(0, Math.min(MOST_REFUSED, stored.refused().size()))))
              .build();
      case Result.Unreadable no ->
          Problems.answer(
              Problem.of(
                  422,
                  "It cannot be read",
                  (no.place().isEmpty() ? "" : no.place() + ": ")
                      + no.reason()
                      + ". Nothing of it is kept."));
      case Result.Unknown unknown ->
          throw new UnknownNameException(
              "There is no survey " + QueryParameters.shortened(id) + " in throughline.yaml");
      case Result.Busy busy ->
          Response.fromResponse(
                  Problems.answer(
                      Problem.of(503, "Not now", "The server has no room for it; send it again.")))
              .header("Retry-After", busy.retryAfter().toSeconds())
              .build();
    };
  }
}
