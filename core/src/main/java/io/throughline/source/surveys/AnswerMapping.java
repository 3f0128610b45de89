package io.throughline.source.surveys;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.SurveyAnswer;
import io.throughline.model.fact.SurveyRound;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers and rounds as {@link KeptForm} wrote them, as facts; what came last counts. */
final class AnswerMapping {
  private static final Set<String> KINDS = Set.of("csat", "pmf");

  private AnswerMapping() {}

  static void answers(Scope scope, Harvest harvest) throws UnmappableException {
    JsonValue body = StrictJson.read(scope.delivery().body()).object();
    String unreadable = body.text("unreadable");
    if (unreadable != null) {
      throw new UnmappableException("", unreadable);
    }
    long survey = survey(scope, body, harvest);
    String kind = kind(body);
    Integer scale = whole(body, "scale");
    for (JsonValue answer : body.objects("answers")) {
      harvest.complete(
          new SurveyAnswer(
              scope.id(answer, "id"),
              survey,
              kind,
              body.text("medium"),
              answer.text("segment"),
              answer.text("respondent"),
              whole(answer, "score"),
              kind.equals("csat") ? scale : null,
              answer.text("answer"),
              whole(answer, "recent_uses"),
              scope.time(answer, "last_active"),
              scope.requiredTime(answer, "answered_at")),
          scope.delivery().receivedAt());
    }
  }

  static void round(Scope scope, Harvest harvest) throws UnmappableException {
    JsonValue body = StrictJson.read(scope.delivery().body()).object();
    long survey = survey(scope, body, harvest);
    String medium = body.requiredText("medium");
    String what =
        "round\n" + body.requiredText("survey") + "\n" + medium + "\n" + body.text("sent_at");
    harvest.complete(
        new SurveyRound(
            FactId.of(scope.config().source(), Sha256.number(what)),
            survey,
            kind(body),
            medium,
            scope.requiredTime(body, "sent_at"),
            whole(body, "invited")),
        scope.delivery().receivedAt());
  }

  /** Its surveys are what the source keeps things by. */
  private static long survey(Scope scope, JsonValue body, Harvest harvest)
      throws UnmappableException {
    String survey = body.requiredText("survey");
    long id = FactId.of(scope.config().source(), Sha256.number("survey\n" + survey));
    harvest.partial(
        new Project(id, survey, body.text("title"), null, null, null, null, null),
        scope.delivery().receivedAt());
    return id;
  }

  private static String kind(JsonValue body) throws UnmappableException {
    String kind = body.requiredText("kind");
    if (!KINDS.contains(kind)) {
      throw body.at("kind").unexpected("csat or pmf");
    }
    return kind;
  }

  private static @Nullable Integer whole(JsonValue parent, String name) throws UnmappableException {
    Long number = parent.integer(name);
    if (number == null) {
      return null;
    }
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw parent.at(name).unexpected("a count");
    }
    return number.intValue();
  }
}
