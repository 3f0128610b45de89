package io.throughline.api;

import io.smallrye.common.annotation.Blocking;
import io.throughline.gate.Together;
import io.throughline.ingest.Uploads.Result;
import io.throughline.metric.UnknownNameException;
import io.throughline.source.SourceTime;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What builds send: reports of their tools, and the evidence of their gates. */
@Path("/api/v1")
@Tag(name = "uploads")
@Blocking
public class UploadResource {
  private static final int LONGEST = 500;
  private static final String SHA = "[0-9A-Fa-f]{7,64}";
  private static final String DIGEST = "sha256:[0-9a-f]{64}";
  private static final String KEY = "[\\x21-\\x7e]{1,200}";

  private final ApiSources sources;

  UploadResource(ApiSources sources) {
    this.sources = sources;
  }

  /**
   * What was taken.
   *
   * @param delivery its number
   * @param repeated whether it had come before; then nothing changed
   * @param measured what the reports say together, kind by kind
   * @param notes what a person should know of them
   */
  public record Taken(
      long delivery, boolean repeated, List<Map<String, Object>> measured, List<String> notes) {}

  /** What a sender says of a build. */
  public static class BuildParameters {
    @QueryParam("service")
    @Parameter(description = "Id of the service in throughline.yaml.", required = true)
    @Nullable String service;

    @QueryParam("commit")
    @Parameter(description = "Commit that was built, whole.")
    @Nullable String commit;

    @QueryParam("branch")
    @Parameter(description = "Branch that was built. Left out: the main one.")
    @Nullable String branch;

    @QueryParam("pipeline")
    @Parameter(description = "Number or address of the pipeline's run.")
    @Nullable String pipeline;

    @QueryParam("image")
    @Parameter(description = "Digest of the image that was built or scanned, sha256:...")
    @Nullable String image;

    @QueryParam("kind")
    @Parameter(
        description =
            "What it is, where its format leaves it open: tests or browser-tests. Else it is told"
                + " by what the file holds.")
    @Nullable String kind;

    @QueryParam("gate")
    @Parameter(description = "Gate that it is evidence of. Left out: the one that takes its kind.")
    @Nullable String gate;

    @QueryParam("part")
    @Parameter(
        description =
            "Which of several reports of one kind: what comes later for the same commit, kind and"
                + " part takes the place of what came before.")
    @Nullable String part;

    @QueryParam("name")
    @Parameter(description = "What the file is called, for people.")
    @Nullable String name;

    @QueryParam("at")
    @Parameter(description = "When the build made it, RFC 3339. Left out: now.")
    @Nullable String at;
  }

  @POST
  @Path("/reports")
  @TakesUploads
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Takes a report of a build, or several in a zip",
      description =
          "The body is the file as its tool wrote it, packed with gzip or not, or a zip of files"
              + " that belong together: coverage in one zip is laid over each other line by line,"
              + " load tests in one zip are one run. Formats are told by what a file holds.")
  @APIResponse(responseCode = "202", description = "Stored")
  @APIResponse(responseCode = "200", description = "Had been stored before; nothing changed")
  @APIResponse(responseCode = "409", description = "The Idempotency-Key came with another body")
  @APIResponse(responseCode = "422", description = "It cannot be read; nothing of it is kept")
  public Response report(
      @BeanParam BuildParameters build,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      byte[] body)
      throws InterruptedException {
    Map<String, String> context = context(build);
    if (!context.containsKey("service")) {
      throw new IllegalArgumentException(
          "service is missing: name the service of throughline.yaml that was built");
    }
    return answer(sources.uploads().report(context, checked("Idempotency-Key", key, KEY), body));
  }

  @POST
  @Path("/evidence")
  @TakesUploads
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Takes the verdict of throughline-gate, as its --json writes it",
      description =
          "What stands in the file says which service and commit it is of; parameters win over it.")
  @APIResponse(responseCode = "202", description = "Stored")
  @APIResponse(responseCode = "200", description = "Had been stored before; nothing changed")
  @APIResponse(responseCode = "404", description = "There is no such service")
  @APIResponse(responseCode = "422", description = "It cannot be read; nothing of it is kept")
  public Response evidence(
      @BeanParam BuildParameters build,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      byte[] body)
      throws InterruptedException {
    return answer(
        sources
            .uploads()
            .evidence(context(build), checked("Idempotency-Key", key, KEY), body, this::isService));
  }

  private Map<String, String> context(BuildParameters build) {
    Map<String, String> context = new HashMap<>();
    put(context, "service", known(build.service));
    put(context, "sha", checked("commit", build.commit, SHA));
    put(context, "ref", shortened("branch", build.branch));
    put(context, "build", shortened("pipeline", build.pipeline));
    put(context, "image", checked("image", build.image, DIGEST));
    put(context, "kind", checked("kind", build.kind, "[a-z-]{1,40}"));
    put(context, "gate", checked("gate", build.gate, "[A-Za-z0-9_-]{1,100}"));
    put(context, "part", shortened("part", build.part));
    put(context, "name", shortened("name", build.name));
    put(context, "finished_at", time(build.at));
    return context;
  }

  private static void put(Map<String, String> context, String name, @Nullable String value) {
    if (value != null) {
      context.put(name, value);
    }
  }

  private @Nullable String known(@Nullable String service) {
    if (service == null || service.isBlank()) {
      return null;
    }
    if (!isService(service)) {
      throw unknown(service);
    }
    return service;
  }

  private boolean isService(String id) {
    return sources.organisation().get().services().stream().anyMatch(s -> s.id().equals(id));
  }

  private static UnknownNameException unknown(String service) {
    return new UnknownNameException(
        "There is no service " + QueryParameters.shortened(service) + " in throughline.yaml");
  }

  private static @Nullable String checked(String name, @Nullable String value, String pattern) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (!value.matches(pattern)) {
      throw new IllegalArgumentException(
          name + " is " + QueryParameters.shortened(value) + ", which does not look like one");
    }
    return name.equals("commit") ? value.toLowerCase(Locale.ROOT) : value;
  }

  private static @Nullable String shortened(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > LONGEST) {
      throw new IllegalArgumentException(
          name + " is longer than " + LONGEST + " characters; shorten it");
    }
    return value;
  }

  private @Nullable String time(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      Instant at = SourceTime.parse(text);
      if (SourceTime.absurd(at, Instant.now())) {
        throw new IllegalArgumentException("at lies in the future or long ago");
      }
      return at.toString();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "at is "
              + QueryParameters.shortened(text)
              + "; expected a time like 2026-01-05T10:00:00Z",
          e);
    }
  }

  private static Response answer(Result result) {
    return switch (result) {
      case Result.Stored stored ->
          Response.status(stored.repeated() ? 200 : 202)
              .entity(
                  new Taken(
                      stored.delivery(),
                      stored.repeated(),
                      stored.measured().stream().map(UploadResource::measured).toList(),
                      stored.notes()))
              .build();
      case Result.Unreadable no ->
          Problems.answer(
              Problem.of(
                  422,
                  "It cannot be read",
                  (no.place().isEmpty() ? "" : no.place() + ": ")
                      + no.reason()
                      + ". Nothing of it is kept."));
      case Result.Unknown service -> throw unknown(service.service());
      case Result.Conflict conflict ->
          Problems.answer(
              Problem.of(
                  409,
                  "Another body came under this key",
                  "Delivery "
                      + conflict.delivery()
                      + " came first under this Idempotency-Key and is kept; send another key for"
                      + " another body."));
      case Result.Busy busy ->
          Response.fromResponse(
                  Problems.answer(
                      Problem.of(503, "Not now", "The server has no room for it; send it again.")))
              .header("Retry-After", busy.retryAfter().toSeconds())
              .build();
    };
  }

  private static Map<String, Object> measured(Together together) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("kind", together.kind().id());
    answer.put("format", together.format());
    answer.putAll(together.numbers());
    if (together.digest() != null) {
      answer.put("digest", together.digest());
    }
    if (together.scanned() != null) {
      answer.put("scanned", together.scanned());
    }
    return answer;
  }
}
