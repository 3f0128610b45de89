package io.throughline.simulator.surveys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.http.Front;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.http.Sent;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.production.Survey;
import io.throughline.simulator.production.Survey.Answer;
import io.throughline.simulator.production.Survey.Round;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A folder of exports, as somebody brings them to Throughline: {@code /surveys} lists the surveys,
 * {@code /surveys/ID.csv} holds all answers of one by now, and {@code /surveys/ID/rounds.json} how
 * many were asked when.
 */
public final class SurveyExports {
  private static final String PREFIX = "/surveys";

  private final Production production;
  private final LongSupplier clock;

  /** Answers as soon as the port does. */
  public SurveyExports(Front front, Production production, LongSupplier clock) {
    this.production = production;
    this.clock = clock;
    front.control(PREFIX, this::handle);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Request request = Request.of(exchange);
    List<String> path = request.path().subList(1, request.path().size());
    Sent.to(
        exchange,
        request.method().equals("GET") ? answer(path) : Reply.json(405, Json.message("use GET")));
  }

  private Reply answer(List<String> path) {
    if (path.isEmpty()) {
      return json(list());
    }
    String name = path.getFirst();
    for (Survey survey : Survey.ALL) {
      if (path.size() == 1 && name.equals(survey.id() + ".csv")) {
        byte[] bytes = csv(survey).getBytes(StandardCharsets.UTF_8);
        return Reply.file("text/csv; charset=utf-8", bytes);
      }
      if (path.equals(List.of(survey.id(), "rounds.json"))) {
        return json(rounds(survey));
      }
    }
    return Reply.json(404, Json.message("no such survey"));
  }

  private static Reply json(ArrayNode body) {
    return Reply.json(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ArrayNode list() {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    for (Survey survey : Survey.ALL) {
      ObjectNode one = out.addObject().put("id", survey.id()).put("title", survey.name());
      one.put("answers", PREFIX + "/" + survey.id() + ".csv");
      one.put("rounds", PREFIX + "/" + survey.id() + "/rounds.json");
    }
    return out;
  }

  /** Each as it can be sent on. */
  private ArrayNode rounds(Survey survey) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    for (Round round : survey.rounds(production.era(), clock.getAsLong())) {
      out.addObject()
          .put("sent_at", Instant.ofEpochMilli(round.sentAt()).toString())
          .put("invited", round.invited());
    }
    return out;
  }

  private String csv(Survey survey) {
    long now = clock.getAsLong();
    boolean words = survey.kind().equals("pmf");
    StringBuilder out = new StringBuilder(words ? Columns.PMF : Columns.CSAT).append('\n');
    for (Round round : survey.rounds(production.era(), now)) {
      for (Answer answer : survey.answers(round, production.era(), now)) {
        out.append(answer.id()).append(',');
        out.append(
            words ? words(answer) : Integer.toString(Objects.requireNonNull(answer.score())));
        out.append(',').append(Instant.ofEpochMilli(answer.answeredAt())).append(',');
        out.append(answer.respondent()).append(',').append(answer.segment());
        if (words) {
          out.append(',').append(answer.recentUses());
        }
        out.append('\n');
      }
    }
    return out.toString();
  }

  /** As people read it in the form: {@code Very disappointed}. */
  private static String words(Answer answer) {
    String word = Objects.requireNonNull(answer.answer()).replace('_', ' ');
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** The heads of the tables. */
  private static final class Columns {
    private static final String CSAT = "id,score,answered_at,respondent,segment";
    private static final String PMF = "id,answer,answered_at,respondent,segment,recent_uses";
  }
}
