package io.throughline.source.newrelic;

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
import io.throughline.source.json.JsonValue;
import java.util.List;
import java.util.Map;

/** New Relic, in the data centre of the United States or of Europe, as the address says. */
public final class NewRelicSystem implements SourceSystem {
  static final String ADVICE =
      "Make a user key in New Relic under API keys, of a user who may see the account; an ingest key"
          + " cannot ask anything.";

  static final String CHECK = "query { actor { user { name } accounts { id name } } }";

  /** New Relic gives no account of its issues to who does not say that this may change. */
  private static final String OPT_IN = "nerd-graph-unsafe-experimental-opt-in";

  private final Mapper mapper = new NewRelicMapper();

  private NewRelicSystem() {}

  /** New Relic as it is used. */
  public static NewRelicSystem create() {
    return new NewRelicSystem();
  }

  @Override
  public String id() {
    return "newrelic";
  }

  @Override
  public String title() {
    return "New Relic";
  }

  @Override
  public List<Feed> feeds() {
    return List.of(new EntitiesFeed(), new IncidentsFeed(), new MarkersFeed(), new SamplesFeed());
  }

  @Override
  public Mapper mapper() {
    return mapper;
  }

  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    return NewRelicAdmission.admit(webhook, secrets);
  }

  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    return new HttpDoor.Authentication(Map.of("API-Key", token, OPT_IN, "AiIssues"));
  }

  @Override
  public String tokenAdvice() {
    return ADVICE;
  }

  @Override
  public String check(HttpDoor http) throws SourceException, InterruptedException {
    NerdGraph.Answer answer = new NerdGraph(http).ask(CHECK, Map.of());
    try {
      JsonValue actor = answer.data().object("actor");
      if (!actor.at("user").present()) {
        throw new SourceException(Remedy.PERSON, "New Relic does not know the key. " + ADVICE);
      }
      int accounts = actor.objects("accounts").size();
      if (accounts == 0) {
        throw new SourceException(Remedy.PERSON, "New Relic shows this key no account. " + ADVICE);
      }
      return "New Relic answers and lets the key see "
          + accounts
          + (accounts == 1 ? " account." : " accounts.");
    } catch (UnmappableException e) {
      throw NerdGraph.misshapen(e);
    }
  }

  /** The address of the interface is not that of the pages; entities carry their own links. */
  @Override
  public String projectLink(String baseUrl, String path) {
    return baseUrl.contains("//api.eu.")
        ? "https://one.eu.newrelic.com"
        : "https://one.newrelic.com";
  }
}
