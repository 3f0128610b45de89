package io.throughline.source.gitlab;

import io.throughline.source.Admission;
import io.throughline.source.Feed;
import io.throughline.source.Mapper;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.SourceSystem;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** GitLab, from version 13 on, on any address. */
public final class GitLabSystem implements SourceSystem {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Mapper mapper;
  private final BiFunction<Webhook, WebhookSecrets, Admission> admission;

  /**
   * @param mapper what thinks about GitLab's payloads
   * @param admission what judges GitLab's webhooks
   */
  public GitLabSystem(Mapper mapper, BiFunction<Webhook, WebhookSecrets, Admission> admission) {
    this.mapper = mapper;
    this.admission = admission;
  }

  /**
   * GitLab as it is used outside of tests.
   *
   * @param clock tells how old a signed webhook is
   */
  public static GitLabSystem create(InstantSource clock) {
    return new GitLabSystem(new GitLabMapper(), new GitLabAdmission(clock)::admit);
  }

  @Override
  public String id() {
    return "gitlab";
  }

  @Override
  public String title() {
    return "GitLab";
  }

  @Override
  public List<Feed> feeds() {
    return List.of(
        new ProjectsFeed(),
        new UsersFeed(DAY),
        new EnvironmentsFeed(HOUR),
        // Before the merge requests they brought, so that those of a history are derived once.
        new DeploymentsFeed(),
        new MergeRequestsFeed(),
        new PipelinesFeed(),
        new ReleasesFeed(),
        new GitopsFeed(),
        new GatesFeed(),
        new TestReportsFeed(),
        new ConnectedModeFeed(DAY),
        new MergeRequestSweep(DAY));
  }

  @Override
  public Mapper mapper() {
    return mapper;
  }

  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    return admission.apply(webhook, secrets);
  }

  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    return new HttpDoor.Authentication(Map.of("PRIVATE-TOKEN", token));
  }

  @Override
  public String tokenAdvice() {
    return "The token needs the scope read_api and at least the Reporter role.";
  }

  @Override
  public String check(HttpDoor http) throws SourceException, InterruptedException {
    Map<String, String> version = version(http);
    byte[] projects = http.get("/api/v4/projects?membership=true&per_page=1&simple=true").body();
    JsonScan.list(projects, Set.of("id"));
    String number = version.getOrDefault("version", "").replaceAll("[^0-9A-Za-z.+-]", "");
    return "GitLab" + (number.isEmpty() ? "" : " " + number) + " answers and lets the token read.";
  }

  /** A GitLab that keeps its version to itself is no less a GitLab. */
  private static Map<String, String> version(HttpDoor http)
      throws SourceException, InterruptedException {
    try {
      return JsonScan.fields(http.get("/api/v4/version").body(), Set.of("version"));
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      return Map.of();
    }
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return path.isEmpty() ? baseUrl : baseUrl + "/" + path;
  }
}
