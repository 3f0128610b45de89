package io.throughline.source.zephyr;

import io.throughline.source.Admission;
import io.throughline.source.Feed;
import io.throughline.source.Mapper;
import io.throughline.source.SourceException;
import io.throughline.source.SourceSystem;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import java.util.List;
import java.util.Map;

/** Zephyr Scale for Jira Cloud. */
public final class ZephyrSystem implements SourceSystem {
  private final Mapper mapper = new ZephyrMapper();

  private ZephyrSystem() {}

  /** Zephyr Scale as it is used. */
  public static ZephyrSystem create() {
    return new ZephyrSystem();
  }

  @Override
  public String id() {
    return "zephyr";
  }

  @Override
  public String title() {
    return "Zephyr Scale";
  }

  @Override
  public List<Feed> feeds() {
    return List.of(new StatusesFeed(), ListFeed.ofTestCases(), ListFeed.ofRuns());
  }

  @Override
  public Mapper mapper() {
    return mapper;
  }

  /** Zephyr Scale has no webhooks that are known of. */
  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    return new Admission.Refused(
        "Zephyr Scale is only read; no webhook of it is known. Whatever sends this, switch it off");
  }

  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    return new HttpDoor.Authentication(Map.of("Authorization", "Bearer " + token));
  }

  @Override
  public String tokenAdvice() {
    return "Make an API access token in Jira, under the menu of your profile.";
  }

  @Override
  public String check(HttpDoor http) throws SourceException, InterruptedException {
    http.get("/v2/statuses?maxResults=1");
    return "Zephyr Scale answers and lets the token read.";
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return baseUrl;
  }
}
