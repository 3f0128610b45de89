package io.throughline.source.jenkins;

import io.throughline.source.Admission;
import io.throughline.source.Feed;
import io.throughline.source.Mapper;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.SourceSystem;
import io.throughline.source.UnmappableException;
import io.throughline.source.UserToken;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.json.StrictJson;
import java.util.List;
import java.util.Map;

/** Jenkins, from version 2 on, with pipelines, projects of branches, or freestyle jobs. */
public final class JenkinsSystem implements SourceSystem {
  private final Mapper mapper = new JenkinsMapper();

  private JenkinsSystem() {}

  /** Jenkins as it is used. */
  public static JenkinsSystem create() {
    return new JenkinsSystem();
  }

  @Override
  public String id() {
    return "jenkins";
  }

  @Override
  public String title() {
    return "Jenkins";
  }

  @Override
  public List<Feed> feeds() {
    return List.of(new JobsFeed(), new PipelinesFeed());
  }

  @Override
  public Mapper mapper() {
    return mapper;
  }

  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    return JenkinsAdmission.admit(webhook, secrets);
  }

  /** A user with an API token of theirs; a request with one needs no crumb. */
  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    return UserToken.sign(token, settings);
  }

  @Override
  public String tokenAdvice() {
    return "Make an API token in Jenkins under the name of the user, Security; the user must stand"
        + " in user and have the permissions Overall/Read and Job/Read.";
  }

  @Override
  public String check(HttpDoor http) throws SourceException, InterruptedException {
    HttpDoor.Page page = http.get("/api/json?tree=_class");
    String version = page.headers().getOrDefault("x-jenkins", "").replaceAll("[^0-9A-Za-z.+-]", "");
    try {
      String type = StrictJson.read(page.body()).object().text("_class");
      if (version.isEmpty() && (type == null || !type.startsWith("hudson."))) {
        throw new SourceException(
            Remedy.PERSON,
            "What answers does not say that it is Jenkins: write into url the address at which"
                + " Jenkins shows its first page.");
      }
    } catch (UnmappableException e) {
      throw SourceException.misshapen("Jenkins", "/api/json", e);
    }
    return "Jenkins"
        + (version.isEmpty() ? "" : " " + version)
        + " answers and lets the token read.";
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return JobName.of(path).map(job -> baseUrl + job.path() + "/").orElse(baseUrl);
  }
}
