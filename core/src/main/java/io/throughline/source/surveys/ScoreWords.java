package io.throughline.source.surveys;

import io.throughline.model.org.Survey;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the words and numbers of a survey's answers mean. */
final class ScoreWords {
  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,3})(?:[.,]0{1,3})?");

  /** How the four answers are put in most surveys of this kind. */
  private static final Map<String, List<String>> USUAL =
      Map.of(
          "very_disappointed", List.of("very disappointed"),
          "somewhat_disappointed", List.of("somewhat disappointed"),
          "not_disappointed",
              List.of(
                  "not disappointed",
                  "not disappointed (it isn't really that useful)",
                  "not disappointed (it really isn't that useful)"),
          "no_longer_use",
              List.of("no longer use", "i no longer use it", "n/a - i no longer use it"));

  private final Survey survey;
  private final Map<String, String> meanings = new HashMap<>();

  ScoreWords(Survey survey) {
    this.survey = survey;
    if (survey.kind() == Survey.Kind.PMF) {
      for (String answer : Survey.DISAPPOINTMENTS) {
        meanings.put(answer, answer);
        USUAL.getOrDefault(answer, List.of()).forEach(word -> meanings.put(word, answer));
      }
    }
    survey
        .answers()
        .forEach((meaning, words) -> words.forEach(w -> meanings.put(small(w), meaning)));
  }

  private static String small(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /** What a text means, a score in digits or an answer; null when it is none of the words. */
  @Nullable String meaning(String text) {
    return meanings.get(small(text));
  }

  /** The number that a text is where it is none of the words, on whatever scale; null when none. */
  @Nullable Integer number(String text) {
    var found = NUMBER.matcher(text.strip());
    return meaning(text) == null && found.matches() ? Integer.valueOf(found.group(1)) : null;
  }

  /** The score of a text; null when it is none of this survey's scale. */
  @Nullable Integer score(String text) {
    String meaning = meaning(text);
    Integer score = meaning == null ? number(text) : Integer.valueOf(meaning);
    return score == null || score < 1 || score > survey.scale() ? null : score;
  }
}
