package io.throughline.web.survey;

import io.throughline.ingest.Surveys.PageAnswer;
import io.throughline.model.org.Survey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a browser sends of a form. */
record SurveyForm(Map<String, String> fields) {
  private static final int MOST_FIELDS = 20;

  SurveyForm {
    fields = Map.copyOf(fields);
  }

  /** Reads {@code application/x-www-form-urlencoded}; what is no such form has no fields. */
  static SurveyForm read(byte[] body) {
    Map<String, String> fields = new HashMap<>();
    for (String part : new String(body, StandardCharsets.US_ASCII).split("&", MOST_FIELDS)) {
      int is = part.indexOf('=');
      if (is > 0) {
        try {
          fields.putIfAbsent(
              URLDecoder.decode(part.substring(0, is), StandardCharsets.UTF_8),
              URLDecoder.decode(part.substring(is + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
          // A percent sign that encodes nothing: no browser sends it, and nothing is read of it.
          return new SurveyForm(Map.of());
        }
      }
    }
    return new SurveyForm(fields);
  }

  @Nullable String field(String name) {
    return fields.get(name);
  }

  /** The answer; empty when none of those that the page offers was chosen. */
  Optional<PageAnswer> answer(Survey survey) {
    String chosen = fields.getOrDefault("answer", "");
    if (Options.of(survey, null).stream().noneMatch(option -> option.value().equals(chosen))) {
      return Optional.empty();
    }
    boolean pmf = survey.kind() == Survey.Kind.PMF;
    return Optional.of(
        new PageAnswer(
            pmf ? null : Integer.valueOf(chosen), pmf ? chosen : null, pmf ? uses() : null));
  }

  /** Who does not say how often is not said to have used it never. */
  private @Nullable Integer uses() {
    String uses = fields.getOrDefault("uses", "");
    return uses.matches("[0-2]") ? Integer.valueOf(uses) : null;
  }
}
