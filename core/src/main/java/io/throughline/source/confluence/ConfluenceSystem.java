package io.throughline.source.confluence;

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

/** Confluence Cloud, and Confluence Data Center. */
public final class ConfluenceSystem implements SourceSystem {
  private final Mapper mapper = new ConfluenceMapper();

  private ConfluenceSystem() {}

  /** Confluence as it is used. */
  public static ConfluenceSystem create() {
    return new ConfluenceSystem();
  }

  @Override
  public String id() {
    return "confluence";
  }

  @Override
  public String title() {
    return "Confluence";
  }

  @Override
  public List<Feed> feeds() {
    return List.of(new PagesFeed(), new PagesSweep(Duration.ofDays(1)));
  }

  @Override
  public Mapper mapper() {
    return mapper;
  }

  /** Cloud has no webhooks for an API token; those of Data Center are not read yet. */
  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    return new Admission.Refused(
        "Confluence is only polled: webhooks of Confluence are not read. Switch this one off");
  }

  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    return UserToken.sign(token, settings);
  }

  @Override
  public String tokenAdvice() {
    return "The token's user needs to view the spaces; on Cloud its e-mail must stand in user.";
  }

  @Override
  public String check(HttpDoor http) throws SourceException, InterruptedException {
    if (Site.isCloud(http)) {
      return "Confluence Cloud answers and lets the token read.";
    }
    http.get("/rest/api/space?limit=1");
    return "Confluence Data Center answers and lets the token read.";
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return baseUrl;
  }
}
