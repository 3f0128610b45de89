package io.throughline.source.argocd;

import io.throughline.source.Admission;
import io.throughline.source.Feed;
import io.throughline.source.Follower;
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
import java.util.Optional;

/** Argo CD from version 1.5 on, with Argo Rollouts where applications use it. */
public final class ArgoCdSystem implements SourceSystem {
  private static final String VERSION = "/api/version";

  private final Mapper mapper = new ArgoCdMapper();

  private ArgoCdSystem() {}

  /** Argo CD as it is used. */
  public static ArgoCdSystem create() {
    return new ArgoCdSystem();
  }

  @Override
  public String id() {
    return "argocd";
  }

  @Override
  public String title() {
    return "Argo CD";
  }

  @Override
  public List<Feed> feeds() {
    return List.of(new ApplicationsFeed(), new RolloutsFeed());
  }

  @Override
  public Optional<Follower> follower() {
    return Optional.of(new ApplicationsStream());
  }

  @Override
  public Mapper mapper() {
    return mapper;
  }

  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    return ArgoCdAdmission.admit(webhook, secrets);
  }

  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    return new HttpDoor.Authentication(Map.of("Authorization", "Bearer " + token));
  }

  @Override
  public String tokenAdvice() {
    return "Make a local account with the capability apiKey in argocd-cm, let it get applications"
        + " and projects in argocd-rbac-cm, and make its token with argocd account"
        + " generate-token.";
  }

  /**
   * The version is told to anybody. Whether the token is known is asked of the applications of a
   * project that cannot be, of which there are none.
   */
  @Override
  public String check(HttpDoor http) throws SourceException, InterruptedException {
    try {
      String version = StrictJson.read(http.get(VERSION).body()).object().requiredText("Version");
      http.get(Api.APPLICATIONS + "?projects=-");
      return "Argo CD " + version + " answers and knows the token.";
    } catch (UnmappableException e) {
      throw SourceException.misshapen(title(), VERSION, e);
    }
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return path.isEmpty() ? baseUrl : baseUrl + "/applications/" + path;
  }
}
