package io.throughline.source.newrelic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * New Relic's GraphQL. What goes wrong is told with the status 200: an answer with errors is none,
 * but for a part of it that may be missing.
 */
record NerdGraph(HttpDoor http) {
  static final String PATH = "/graphql";
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_SAID = 300;

  /** What keys of New Relic look like: an answer may repeat the one that it refuses. */
  private static final Pattern KEY = Pattern.compile("(?i)\\bNR[A-Z]{2,3}-\\S+");

  private static final Set<String> CLASSES_FOR_PEOPLE =
      Set.of("UNAUTHORIZED", "UNAUTHENTICATED", "FORBIDDEN", "ACCESS_DENIED", "INVALID_API_KEY");

  /**
   * One answer.
   *
   * @param body as it came
   * @param data its {@code data}
   * @param missing what was said of the part that may be missing; null when it is there
   */
  record Answer(byte[] body, JsonValue data, @Nullable String missing) {}

  /** Asks; any error fails it. */
  Answer ask(String document, Map<String, ?> variables)
      throws SourceException, InterruptedException {
    return ask(document, variables, "");
  }

  /**
   * Asks.
   *
   * @param optional the field whose error does not fail the whole; empty text for none
   */
  Answer ask(String document, Map<String, ?> variables, String optional)
      throws SourceException, InterruptedException {
    return read(http.ask(PATH, question(document, variables)).body(), optional);
  }

  /** Asks for a change, which is never sent twice by itself. */
  Answer tell(String document, Map<String, ?> variables)
      throws SourceException, InterruptedException {
    return read(http.tell(PATH, question(document, variables)).body(), "");
  }

  private static Answer read(byte[] body, String optional) throws SourceException {
    try {
      JsonValue answer = StrictJson.read(body).object();
      List<String> missing = new ArrayList<>();
      for (JsonValue error : answer.objects("errors")) {
        if (!optional.isEmpty() && path(error).contains(optional)) {
          missing.add(said(error));
        } else {
          throw failure(error);
        }
      }
      return new Answer(body, answer.object("data"), missing.isEmpty() ? null : missing.getFirst());
    } catch (UnmappableException e) {
      throw misshapen(e);
    }
  }

  static SourceException misshapen(UnmappableException e) {
    return SourceException.misshapen("New Relic", PATH, e);
  }

  private static List<String> path(JsonValue error) throws UnmappableException {
    List<String> path = new ArrayList<>();
    if (error.at("path").isArray()) {
      for (JsonValue step : error.at("path").items()) {
        if (step.isText()) {
          path.add(String.valueOf(step.text()));
        }
      }
    }
    return path;
  }

  private static SourceException failure(JsonValue error) throws UnmappableException {
    JsonValue extensions = error.at("extensions");
    String kind = null;
    if (extensions.isObject()) {
      kind = extensions.at("errorClass").isText() ? extensions.text("errorClass") : null;
    }
    boolean person =
        kind != null && CLASSES_FOR_PEOPLE.contains(kind.strip().toUpperCase(Locale.ROOT));
    return new SourceException(
        person ? Remedy.PERSON : Remedy.RETRY,
        "New Relic answered with an error: "
            + said(error)
            + (person ? ". " + NewRelicSystem.ADVICE : ""));
  }

  private static String said(JsonValue error) throws UnmappableException {
    String message = error.at("message").isText() ? error.text("message") : null;
    String words =
        message == null
            ? "one without a message"
            : KEY.matcher(message.replaceAll("\\p{Cntrl}", " ").strip()).replaceAll("***");
    return words.length() <= MOST_SAID ? words : words.substring(0, MOST_SAID) + "...";
  }

  private static byte[] question(String document, Map<String, ?> variables) {
    try {
      return JSON.writeValueAsBytes(Map.of("query", document, "variables", variables));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts, numbers and lists can always be written", e);
    }
  }
}
