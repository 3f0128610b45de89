package io.throughline.source.gitlab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * GitLab's GraphQL, which gives a hundred things in one answer where the REST API wants a request
 * for each.
 *
 * <p>Nothing depends on it: a GitLab that is too old for a field, finds the question too complex
 * (250 by default, an operator may set less) or has GraphQL closed gives no answer, and the REST
 * API is asked. After three refusals in a row it is left alone for this run.
 */
final class GraphQl {
  private static final String PATH = "/api/graphql";
  private static final int REFUSALS_TO_BELIEVE = 3;
  private static final int MOST_SAID = 300;
  private static final System.Logger LOG = System.getLogger(GraphQl.class.getName());
  private static final JsonMapper JSON = new JsonMapper();

  /** An answer without errors: as it came, and its {@code data.project}. */
  record Answer(byte[] body, JsonValue project) {}

  private final HttpDoor http;
  private final AtomicInteger refusals = new AtomicInteger();

  GraphQl(HttpDoor http) {
    this.http = http;
  }

  /**
   * Asks about a project.
   *
   * @return empty when this GitLab does not answer such a question; then the REST API is to be
   *     asked, which also says what is wrong when nothing answers
   */
  Optional<Answer> ask(String query, Map<String, ?> variables) throws InterruptedException {
    if (refusals.get() >= REFUSALS_TO_BELIEVE) {
      return Optional.empty();
    }
    try {
      byte[] body = http.ask(PATH, question(query, variables)).body();
      JsonValue answer = StrictJson.read(body).object();
      JsonValue errors = answer.at("errors");
      if (!errors.present()) {
        JsonValue project = answer.object("data").object("project");
        refusals.set(0);
        return Optional.of(new Answer(body, project));
      }
      refused(said(errors));
    } catch (SourceException | UnmappableException e) {
      refused(String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /** An operator who wonders why a history comes in slowly finds the reason in the log. */
  private void refused(String why) {
    int inARow = refusals.incrementAndGet();
    LOG.log(
        inARow == REFUSALS_TO_BELIEVE ? Level.INFO : Level.DEBUG,
        "GitLab''s GraphQL gave no answer ({0} in a row), the REST API is asked instead: {1}",
        inARow,
        why.length() <= MOST_SAID ? why : why.substring(0, MOST_SAID));
  }

  private static String said(JsonValue errors) throws UnmappableException {
    for (JsonValue error : errors.objects()) {
      String message = error.text("message");
      if (message != null) {
        return message.replaceAll("\\p{Cntrl}", " ");
      }
    }
    return "errors without a message";
  }

  private static byte[] question(String query, Map<String, ?> variables) {
    try {
      return JSON.writeValueAsBytes(Map.of("query", query, "variables", variables));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and lists can always be written", e);
    }
  }
}
