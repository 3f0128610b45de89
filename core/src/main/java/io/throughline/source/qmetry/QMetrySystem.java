package io.throughline.source.qmetry;

import io.throughline.source.Admission;
import io.throughline.source.Feed;
import io.throughline.source.Mapper;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.SourceSystem;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** QMetry Test Management for Jira (QTM4J): Cloud, and Server or Data Center from version 4 on. */
public final class QMetrySystem implements SourceSystem {
  private final Mapper mapper = new QMetryMapper();

  private QMetrySystem() {}

  /** QMetry as it is used. */
  public static QMetrySystem create() {
    return new QMetrySystem();
  }

  @Override
  public String id() {
    return "qmetry";
  }

  @Override
  public String title() {
    return "QMetry";
  }

  @Override
  public List<Feed> feeds() {
    return List.of(new ProjectsFeed(), new TestCasesFeed(), new TestCyclesFeed());
  }

  @Override
  public Mapper mapper() {
    return mapper;
  }

  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    return ExportAdmission.admit(webhook, secrets);
  }

  /**
   * Cloud knows an API key. Server asks for the user and password of Jira as well; there the token
   * is the API key, a colon, and the password.
   */
  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    String user = settings.getOrDefault("user", "");
    if (user.isEmpty()) {
      return new HttpDoor.Authentication(Map.of("apiKey", token));
    }
    int colon = token.indexOf(':');
    String password = token.substring(colon + 1);
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new HttpDoor.Authentication(
        Map.of(
            "apiKey",
            colon < 0 ? token : token.substring(0, colon),
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(both)));
  }

  @Override
  public String tokenAdvice() {
    return "Make an API key in QMetry under Configuration, Open API; on Server the token is the"
        + " key, a colon, and the password of the user.";
  }

  @Override
  public String check(HttpDoor http) throws SourceException, InterruptedException {
    try {
      http.ask(Api.root(true) + "/projects", Api.projects(0, 1));
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      http.ask(Api.root(false) + "/projects", Api.projects(0, 1));
    }
    return "QMetry answers and lets the API key read.";
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return baseUrl;
  }
}
