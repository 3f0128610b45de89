package io.throughline.source.pagerduty;

import io.throughline.source.Admission;
import io.throughline.source.Feed;
import io.throughline.source.Mapper;
import io.throughline.source.SourceException;
import io.throughline.source.SourceSystem;
import io.throughline.source.UnmappableException;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.json.StrictJson;
import java.util.List;
import java.util.Map;

/** PagerDuty: services, incidents with their logs, and maintenance windows. */
public final class PagerDutySystem implements SourceSystem {
  private static final String PROBE = "/services?limit=1";

  private final Mapper mapper = new PagerDutyMapper();

  private PagerDutySystem() {}

  /** PagerDuty as it is used. */
  public static PagerDutySystem create() {
    return new PagerDutySystem();
  }

  @Override
  public String id() {
    return "pagerduty";
  }

  @Override
  public String title() {
    return "PagerDuty";
  }

  @Override
  public List<Feed> feeds() {
    return List.of(new ServicesFeed(), new UsersFeed(), new WindowsFeed(), new IncidentsFeed());
  }

  @Override
  public Mapper mapper() {
    return mapper;
  }

  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    return PagerDutyAdmission.admit(webhook, secrets);
  }

  /** A key of the account, or of a user; the version of the interface is asked for by its type. */
  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    return new HttpDoor.Authentication(
        Map.of(
            "Authorization",
            "Token token=" + token,
            "Accept",
            "application/vnd.pagerduty+json;version=2"));
  }

  @Override
  public String tokenAdvice() {
    return "Make a read-only API key in PagerDuty under Integrations, API Access Keys. An account in"
        + " the EU is at https://api.eu.pagerduty.com.";
  }

  @Override
  public String check(HttpDoor http) throws SourceException, InterruptedException {
    try {
      StrictJson.read(http.get(PROBE).body()).object().at("services").objects();
      return "PagerDuty answers and knows the key.";
    } catch (UnmappableException e) {
      throw SourceException.misshapen(title(), PROBE, e);
    }
  }

  /** The interface lives beside the pages: {@code api} in place of {@code app}. */
  @Override
  public String projectLink(String baseUrl, String path) {
    return baseUrl.startsWith("https://api.")
        ? "https://app." + baseUrl.substring("https://api.".length()) + "/service-directory"
        : baseUrl;
  }
}
