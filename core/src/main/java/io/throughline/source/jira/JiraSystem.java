package io.throughline.source.jira;

import io.throughline.source.Admission;
import io.throughline.source.Feed;
import io.throughline.source.Mapper;
import io.throughline.source.SourceException;
import io.throughline.source.SourceSystem;
import io.throughline.source.UserToken;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Jira Cloud, and Jira Data Center from version 8 on. */
public final class JiraSystem implements SourceSystem {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Mapper mapper = new JiraMapper();
  private final JiraAdmission admission = new JiraAdmission();

  private JiraSystem() {}

  /** Jira as it is used. */
  public static JiraSystem create() {
    return new JiraSystem();
  }

  @Override
  public String id() {
    return "jira";
  }

  @Override
  public String title() {
    return "Jira";
  }

  @Override
  public List<Feed> feeds() {
    return List.of(
        new SiteFeed(),
        new ProjectsFeed(HOUR),
        new StatusesFeed(HOUR),
        new BoardsFeed(HOUR),
        new SprintsFeed(HOUR),
        new IssuesFeed(),
        new WorklogsFeed(),
        new IssueSweep(Duration.ofDays(1)));
  }

  @Override
  public Mapper mapper() {
    return mapper;
  }

  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    return admission.admit(webhook, secrets);
  }

  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    return UserToken.sign(token, settings);
  }

  @Override
  public String tokenAdvice() {
    return "The token's user needs to browse the projects; on Cloud its e-mail must stand in user.";
  }

  @Override
  public String check(HttpDoor http) throws SourceException, InterruptedException {
    http.get("/rest/api/2/myself");
    return "Jira answers and lets the token read.";
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return path.isEmpty() ? baseUrl : baseUrl + "/browse/" + path;
  }
}
