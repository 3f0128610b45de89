package io.throughline.source.surveys;

import io.throughline.source.Admission;
import io.throughline.source.Delivery;
import io.throughline.source.Feed;
import io.throughline.source.Harvest;
import io.throughline.source.HeaderToken;
import io.throughline.source.Mapped;
import io.throughline.source.Mapper;
import io.throughline.source.MappingContext;
import io.throughline.source.QueryToken;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.SourceSystem;
import io.throughline.source.UnmappableException;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Surveys: files of answers, forms that send them, and pages of our own. Nothing is ever asked. */
public final class SurveysSystem implements SourceSystem {
  /** The {@code system:} of the configuration. */
  public static final String ID = "surveys";

  /** Answers as {@link KeptForm} writes them. */
  public static final String ANSWERS = "survey_answers";

  /** A round of invitations as {@link KeptForm} writes it. */
  public static final String ROUND = "survey_round";

  /** In an admitted webhook's context the survey that its address names. */
  public static final String SURVEY = "survey";

  /** In an admitted webhook's context what its sender says that the body is. */
  public static final String CONTENT_TYPE = "content_type";

  private static final Pattern NAMED =
      Pattern.compile("(?:^|&)survey=([a-z0-9][a-z0-9._-]{0,62})(?:&|$)");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Surveys";
  }

  @Override
  public List<Feed> feeds() {
    return List.of();
  }

  @Override
  public Mapper mapper() {
    return SurveysSystem::map;
  }

  private static Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    Scope scope = new Scope(delivery, context);
    Harvest harvest = new Harvest();
    switch (delivery.kind()) {
      case ANSWERS -> AnswerMapping.answers(scope, harvest);
      case ROUND -> AnswerMapping.round(scope, harvest);
      default -> throw new UnmappableException("", "nothing of this kind is kept of surveys");
    }
    return harvest.mapped();
  }

  /**
   * A form tool shows the secret in a header or, where it can send none, in the address; the
   * address names the survey as well. Its body is read before it is stored.
   */
  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    String header = HeaderToken.of(webhook);
    String token = header == null ? QueryToken.of(webhook) : header;
    if (token == null) {
      return new Admission.Refused(
          "the request carries no secret: send it in the header X-Throughline-Token, or as token in"
              + " the address");
    }
    if (!HeaderToken.isOne(token, secrets)) {
      return new Admission.Refused(
          "the secret does not match: check what is sent in X-Throughline-Token, or as token in the"
              + " address");
    }
    Map<String, String> context = new HashMap<>();
    Matcher named = NAMED.matcher(webhook.query().length() > 2_000 ? "" : webhook.query());
    if (named.find()) {
      context.put(SURVEY, named.group(1));
    }
    String type = webhook.header("content-type");
    if (type != null) {
      context.put(CONTENT_TYPE, type.length() > 100 ? type.substring(0, 100) : type);
    }
    return new Admission.Accepted(ANSWERS, Sha256.hex(webhook.body()), context, false);
  }

  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    return new HttpDoor.Authentication(Map.of());
  }

  @Override
  public String check(HttpDoor http) {
    return "Answers are sent; nothing is asked.";
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return baseUrl;
  }
}
