package io.throughline.api;

import io.smallrye.common.annotation.Blocking;
import io.throughline.ingest.Uploads.Result;
import io.throughline.model.fact.Correction;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people say in place of rules, about how incidents and deployments belong together. */
@Path("/api/v1/corrections")
@Tag(name = "corrections")
@Blocking
public class CorrectionResource {
  private static final int MOST = 200;
  private static final String KEY = "[\\x21-\\x7e]{1,200}";
  private static final Pattern CURSOR = Pattern.compile("([0-9TZ:.-]{20,32})_([0-9]{1,19})");

  private final ApiSources sources;

  CorrectionResource(ApiSources sources) {
    this.sources = sources;
  }

  /** A correction. Ids are texts: many readers of JSON cannot count that far. */
  public record CorrectionAnswer(
      @Nullable String subject,
      @Nullable String id,
      @Nullable String word,
      @Nullable String other,
      @Nullable String value,
      @Nullable Instant at,
      @Nullable String by,
      @Nullable String reason) {}

  /**
   * What was taken.
   *
   * @param repeated whether it had come before under its key; then nothing changed
   */
  public record Taken(long delivery, boolean repeated) {}

  @GET
  @Operation(
      summary = "All corrections, newest first",
      description =
          "Of one subject, id, word and other the newest counts; one with the word withdrawn takes"
              + " back the word in its value.")
  public Items<CorrectionAnswer> all(
      @QueryParam("cursor") @Parameter(description = "The next of the page before.")
          @Nullable String cursor) {
    // Nothing is said in the future but for clocks that were set back.
    Instant at = Instant.parse("9000-01-01T00:00:00Z");
    long id = Long.MAX_VALUE;
    if (cursor != null) {
      Matcher told = CURSOR.matcher(cursor);
      if (!told.matches()) {
        throw noCursor(null);
      }
      try {
        at = Instant.parse(told.group(1));
        id = Long.parseLong(told.group(2));
      } catch (DateTimeException | NumberFormatException e) {
        throw noCursor(e);
      }
    }
    List<Correction> found = sources.corrections().before(at, id, MOST + 1);
    List<Correction> page = found.subList(0, Math.min(MOST, found.size()));
    String next = found.size() <= MOST ? null : page.getLast().at() + "_" + page.getLast().id();
    return new Items<>(page.stream().map(CorrectionResource::answer).toList(), next);
  }

  private static IllegalArgumentException noCursor(@Nullable RuntimeException cause) {
    return new IllegalArgumentException(
        "the cursor is not one of this list; start again without it", cause);
  }

  private static CorrectionAnswer answer(Correction correction) {
    return new CorrectionAnswer(
        correction.subject(),
        text(correction.subjectId()),
        correction.word(),
        text(correction.otherId()),
        correction.value(),
        correction.at(),
        correction.by(),
        correction.reason());
  }

  private static @Nullable String text(@Nullable Long id) {
    return id == null ? null : id.toString();
  }

  @POST
  @ChangesState
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Says something in place of a rule",
      description =
          "JSON: subject (incident or deployment), id, word, by and reason. Of an incident: joined,"
              + " apart (other: an incident), caused_by, not_caused_by (other: a deployment), cause"
              + " (value: change, infrastructure, third_party or other), gate (value: id of the gate"
              + " that should have caught it). Of a deployment: rework, not_rework. Of both:"
              + " withdrawn (value: the word that is taken back; with the same other).")
  @APIResponse(responseCode = "201", description = "Stored")
  @APIResponse(responseCode = "200", description = "Had come before under its Idempotency-Key")
  @APIResponse(responseCode = "409", description = "The Idempotency-Key came with another one")
  @APIResponse(
      responseCode = "422",
      description = "It makes no sense; the answer says what there is")
  public Response correct(@HeaderParam("Idempotency-Key") @Nullable String key, byte[] body)
      throws InterruptedException {
    if (key != null && !key.matches(KEY)) {
      throw new IllegalArgumentException("Idempotency-Key does not look like one");
    }
    return switch (sources.uploads().correction(key, body)) {
      case Result.Stored stored ->
          Response.status(stored.repeated() ? 200 : 201)
              .entity(new Taken(stored.delivery(), stored.repeated()))
              .build();
      case Result.Unreadable no ->
          Problems.answer(
              Problem.of(
                  422,
                  "It makes no sense",
                  (no.place().isEmpty() ? "" : no.place() + ": ")
                      + no.reason()
                      + ". Nothing of it is kept."));
      case Result.Conflict first ->
          Problems.answer(
              Problem.of(
                  409,
                  "Another correction came under this key",
                  "Delivery "
                      + first.delivery()
                      + " came first under this Idempotency-Key and is kept; send another key for"
                      + " another correction."));
      case Result.Unknown unknown ->
          throw new IllegalStateException("a correction is of no service");
      case Result.Busy busy ->
          Response.fromResponse(
                  Problems.answer(
                      Problem.of(503, "Not now", "The server has no room for it; send it again.")))
              .header("Retry-After", busy.retryAfter().toSeconds())
              .build();
    };
  }
}
