package io.throughline.web.survey;

import io.throughline.model.org.Survey;
import io.throughline.web.survey.SurveyPage.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The answers that a survey's page offers, in the words of the organisation or the usual ones. */
final class Options {
  private static final List<String> FIVE_MOUTHS =
      List.of(
          "M9.5 24Q16 15 22.5 24",
          "M10.5 23Q16 18.5 21.5 23",
          "M10.5 21.5H21.5",
          "M10.5 20Q16 24.5 21.5 20",
          "M9.5 19Q16 28 22.5 19");
  private static final List<String> FIVE =
      List.of("Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied");
  private static final List<String> SEVEN =
      List.of(
          "Very dissatisfied",
          "Dissatisfied",
          "Rather dissatisfied",
          "Neither",
          "Rather satisfied",
          "Satisfied",
          "Very satisfied");
  private static final Map<String, String> FOUR =
      Map.of(
          "very_disappointed", "Very disappointed",
          "somewhat_disappointed", "Somewhat disappointed",
          "not_disappointed", "Not disappointed",
          "no_longer_use", "I no longer use it");

  private static final List<String> USES = List.of("Not at all", "Once", "Twice or more");

  private Options() {}

  /**
   * In the order in which they are shown.
   *
   * @param chosen which of them was chosen before; null for none
   */
  static List<Option> of(Survey survey, @Nullable String chosen) {
    List<Option> options = new ArrayList<>();
    if (survey.kind() == Survey.Kind.PMF) {
      for (String answer : Survey.DISAPPOINTMENTS) {
        options.add(
            new Option(
                answer,
                "",
                "",
                label(survey, answer, FOUR.getOrDefault(answer, answer)),
                answer.equals(chosen)));
      }
      return options;
    }
    List<String> usual = survey.scale() == FIVE.size() ? FIVE : SEVEN;
    for (int score = 1; score <= survey.scale(); score++) {
      String value = Integer.toString(score);
      options.add(
          new Option(
              value,
              usual == FIVE ? "" : value,
              usual == FIVE ? FIVE_MOUTHS.get(score - 1) : "",
              label(survey, value, usual.get(score - 1)),
              value.equals(chosen)));
    }
    return options;
  }

  /**
   * How often it was used, from never on; empty where that is not asked.
   *
   * @param chosen which of them was chosen before; null for none
   */
  static List<Option> uses(Survey survey, @Nullable String chosen) {
    if (survey.kind() != Survey.Kind.PMF) {
      return List.of();
    }
    return IntStream.range(0, USES.size())
        .mapToObj(Integer::toString)
        .map(
            value ->
                new Option(value, "", "", USES.get(Integer.parseInt(value)), value.equals(chosen)))
        .toList();
  }

  /** A word that is only a number says nothing to a person. */
  private static String label(Survey survey, String meaning, String usual) {
    Optional<String> own =
        survey.answers().getOrDefault(meaning, List.of()).stream()
            .filter(word -> !word.matches("[0-9]+"))
            .findFirst();
    return own.orElse(usual);
  }

  /** The question, as the organisation asks it or as it is usually asked. */
  static String question(Survey survey) {
    String own = survey.question();
    if (own != null) {
      return own;
    }
    return survey.kind() == Survey.Kind.PMF
        ? "How would you feel if you could no longer use it?"
        : "How satisfied are you with it?";
  }
}
