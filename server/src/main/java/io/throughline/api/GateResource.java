package io.throughline.api;

import io.smallrye.common.annotation.Blocking;
import io.throughline.evidenced.FlakyTests;
import io.throughline.evidenced.GateMatrix;
import io.throughline.evidenced.JudgedBuild;
import io.throughline.evidenced.LoadTrend;
import io.throughline.evidenced.Permission;
import io.throughline.evidenced.ReleasedLoad;
import io.throughline.evidenced.Vulnerabilities;
import io.throughline.metric.UnknownNameException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Gates: of what runs, of builds, and whether a version may be deployed. */
@Path("/api/v1")
@Tag(name = "gates")
@Blocking
public class GateResource {
  private static final int MOST = 1_000;
  private static final int MOST_BRANCHES = 50;

  private final ApiSources sources;
  private final Clock clock;

  GateResource(ApiSources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  @GET
  @Path("/gates")
  @Operation(
      summary = "Gates by service",
      description =
          "For what runs in production, and for the newest build of each of the most lately built"
              + " branches.")
  public GateMatrix matrix(
      @QueryParam("team") @Parameter(description = "Id of a team; with all teams below it.")
          @Nullable String team,
      @QueryParam("branches") @DefaultValue("5") @Parameter(description = "How many, 0 to 50.")
          int branches) {
    if (branches < 0 || branches > MOST_BRANCHES) {
      throw new IllegalArgumentException("branches is " + branches + "; expected 0 to 50");
    }
    return sources.evidenced().matrix(team, branches);
  }

  @GET
  @Path("/gates/may-deploy")
  @Operation(
      summary = "Whether a version may go to production",
      description =
          "By the digest of its image, by its commit, or by both. It may when each gate that the"
              + " service has to pass has passed, does not apply or is waived. The answer has status"
              + " 200 either way; allowed says which.")
  public Permission mayDeploy(
      @QueryParam("service") @Parameter(description = "Id of the service.", required = true)
          @Nullable String service,
      @QueryParam("digest") @Parameter(description = "Digest of the image, sha256:...")
          @Nullable String digest,
      @QueryParam("commit") @Parameter(description = "Commit, whole.") @Nullable String commit) {
    String of = named(service);
    String image = digest == null || digest.isBlank() ? null : digest;
    String sha = sha(commit);
    if (image == null && sha == null) {
      throw new IllegalArgumentException("name a digest or a commit");
    }
    if (image != null && !image.matches("sha256:[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "digest is " + QueryParameters.shortened(image) + "; expected sha256: and 64 digits");
    }
    return sources.evidenced().mayDeploy(of, image, sha);
  }

  @GET
  @Path("/gates/baseline")
  @Operation(
      summary = "What the load test of a service's last release measured",
      description =
          "What a build is compared with for p95_growth_since_last_release. commit is null when no"
              + " release of the service was load tested.")
  public ReleasedLoad baseline(
      @QueryParam("service") @Parameter(description = "Id of the service.", required = true)
          @Nullable String service,
      @QueryParam("commit")
          @Parameter(description = "Commit that is built, whole: no release before itself.")
          @Nullable String commit) {
    return sources.evidenced().lastRelease(named(service), sha(commit));
  }

  private static String named(@Nullable String service) {
    if (service == null || service.isBlank()) {
      throw new IllegalArgumentException(
          "service is missing: name the service of throughline.yaml");
    }
    return service;
  }

  private static @Nullable String sha(@Nullable String commit) {
    String sha = commit == null || commit.isBlank() ? null : commit.toLowerCase(Locale.ROOT);
    if (sha != null && !sha.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "commit is " + QueryParameters.shortened(sha) + "; expected all of its 40 or 64 digits");
    }
    return sha;
  }

  @GET
  @Path("/builds/{run}")
  @Operation(summary = "How one build was judged, with its evidence")
  public JudgedBuild build(@PathParam("run") long run) {
    return sources
        .evidenced()
        .build(run)
        .orElseThrow(() -> new UnknownNameException("No build was judged under " + run));
  }

  @GET
  @Path("/gates/flaky")
  @Operation(summary = "Tests and gates that do not say the same twice")
  public FlakyTests flaky(
      @QueryParam("team") @Nullable String team,
      @QueryParam("days") @DefaultValue("28") @Parameter(description = "How far back, 1 to 400.")
          int days) {
    return sources.evidenced().flaky(team, clock.instant().minus(span(days)), MOST);
  }

  @GET
  @Path("/gates/vulnerabilities")
  @Operation(summary = "What is known to be vulnerable in the images that run")
  public Vulnerabilities vulnerabilities(@QueryParam("team") @Nullable String team) {
    return sources.evidenced().vulnerabilities(team, MOST);
  }

  @GET
  @Path("/gates/load")
  @Operation(summary = "How long each transaction took in load tests, oldest first")
  public Items<LoadTrend> load(
      @QueryParam("team") @Nullable String team,
      @QueryParam("days") @DefaultValue("84") @Parameter(description = "How far back, 1 to 400.")
          int days) {
    List<LoadTrend> trends = sources.evidenced().load(team, clock.instant().minus(span(days)));
    return Items.all(trends);
  }

  private static Duration span(int days) {
    if (days < 1 || days > 400) {
      throw new IllegalArgumentException("days is " + days + "; expected 1 to 400");
    }
    return Duration.ofDays(days);
  }
}
