package io.throughline.source.freshping;

import io.throughline.source.Admission;
import io.throughline.source.Feed;
import io.throughline.source.Mapper;
import io.throughline.source.SourceException;
import io.throughline.source.SourceSystem;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Freshping, and by its webhook whatever else watches services from outside. */
public final class FreshpingSystem implements SourceSystem {
  private final Mapper mapper = new FreshpingMapper();
  private final FreshpingAdmission admission;

  private FreshpingSystem(InstantSource clock) {
    this.admission = new FreshpingAdmission(clock);
  }

  /**
   * Freshping as it is used.
   *
   * @param clock tells apart what is sent without a time of its own
   */
  public static FreshpingSystem create(InstantSource clock) {
    return new FreshpingSystem(clock);
  }

  @Override
  public String id() {
    return "freshping";
  }

  @Override
  public String title() {
    return "Freshping";
  }

  @Override
  public List<Feed> feeds() {
    return List.of(new ChecksFeed());
  }

  @Override
  public Mapper mapper() {
    return mapper;
  }

  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    return admission.admit(webhook, secrets);
  }

  /** The key as the user and the subdomain as the password, both in the token or one in each. */
  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    String both = token.contains(":") ? token : token + ":" + settings.getOrDefault("user", "");
    byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
    return new HttpDoor.Authentication(
        Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes)));
  }

  @Override
  public String tokenAdvice() {
    return "The token is the API key, a colon and the subdomain of the account; or the key alone,"
        + " with the subdomain under user.";
  }

  @Override
  public String check(HttpDoor http) throws SourceException, InterruptedException {
    int checks = CheckList.read(http).numbers().size();
    return "Freshping answers and lets the key read " + checks + " checks.";
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return baseUrl;
  }
}
