package io.throughline.source.sonarqube;

import io.throughline.source.Admission;
import io.throughline.source.Feed;
import io.throughline.source.Mapper;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.SourceSystem;
import io.throughline.source.UnmappableException;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.json.StrictJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** SonarQube Server and Community Build from version 8 on, and SonarQube Cloud. */
public final class SonarQubeSystem implements SourceSystem {
  private static final String STATUS = "/api/system/status";
  private static final String CURRENT = "/api/users/current";

  private final Mapper mapper = new SonarQubeMapper();

  private SonarQubeSystem() {}

  /** SonarQube as it is used. */
  public static SonarQubeSystem create() {
    return new SonarQubeSystem();
  }

  @Override
  public String id() {
    return "sonarqube";
  }

  @Override
  public String title() {
    return "SonarQube";
  }

  @Override
  public List<Feed> feeds() {
    return List.of(new ProjectsFeed(), new AnalysesFeed(), new IssuesFeed());
  }

  @Override
  public Mapper mapper() {
    return mapper;
  }

  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    return SonarQubeAdmission.admit(webhook, secrets);
  }

  /** Servers before 10 want the token as the user of a basic authentication without a password. */
  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    if (!settings.getOrDefault("auth", "bearer").equals("basic")) {
      return new HttpDoor.Authentication(Map.of("Authorization", "Bearer " + token));
    }
    byte[] both = (token + ":").getBytes(StandardCharsets.UTF_8);
    return new HttpDoor.Authentication(
        Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(both)));
  }

  @Override
  public String tokenAdvice() {
    return "Make a user token in SonarQube under My Account, Security; its user needs Browse on the"
        + " projects. A server before 10 needs auth: basic.";
  }

  /**
   * The status tells the version as JSON; the address that tells it alone answers plain text. Whose
   * token it is, is asked of the users: the address that judges tokens calls its answer ISO-8859-1.
   */
  @Override
  public String check(HttpDoor http) throws SourceException, InterruptedException {
    try {
      String version = StrictJson.read(http.get(STATUS).body()).object().requiredText("version");
      Boolean known = StrictJson.read(http.get(CURRENT).body()).object().flag("isLoggedIn");
      if (known == null || !known) {
        throw new SourceException(
            Remedy.PERSON, "SonarQube does not know the token. " + tokenAdvice());
      }
      return "SonarQube " + version + " answers and knows the token.";
    } catch (UnmappableException e) {
      throw SourceException.misshapen(title(), STATUS, e);
    }
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return path.isEmpty()
        ? baseUrl
        : baseUrl + "/dashboard?id=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }
}
