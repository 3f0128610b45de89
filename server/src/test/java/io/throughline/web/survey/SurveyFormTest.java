package io.throughline.web.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ingest.Surveys.PageAnswer;
import io.throughline.model.org.Survey;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurveyFormTest {
  private static Survey survey(Survey.Kind kind, int scale, Map<String, List<String>> answers) {
    return new Survey(
        "s",
        "S",
        kind,
        null,
        scale,
        "page",
        null,
        Map.of(),
        answers,
        ZoneOffset.UTC,
        null,
        null,
        true);
  }

  private static SurveyForm form(String text) {
    return SurveyForm.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aScoreIsOneOfThoseThatThePageOffers() {
    Survey csat = survey(Survey.Kind.CSAT, 5, Map.of());
    assertThat(form("token=x&answer=5").answer(csat)).hasValue(new PageAnswer(5, null, null));
    for (String wrong : List.of("answer=6", "answer=0", "answer=", "", "answer=%zz", "Answer=5")) {
      assertThat(form(wrong).answer(csat)).as(wrong).isEmpty();
    }
  }

  @Test
  void whoDoesNotSayHowOftenDidNotSayNever() {
    Survey pmf = survey(Survey.Kind.PMF, 5, Map.of());
    assertThat(form("answer=very_disappointed").answer(pmf))
        .hasValue(new PageAnswer(null, "very_disappointed", null));
    assertThat(form("answer=no_longer_use&uses=0").answer(pmf))
        .hasValue(new PageAnswer(null, "no_longer_use", 0));
    assertThat(form("answer=not_disappointed&uses=77").answer(pmf))
        .hasValue(new PageAnswer(null, "not_disappointed", null));
    assertThat(form("answer=5").answer(pmf)).isEmpty();
  }

  @Test
  void thePageSpeaksTheWordsOfTheOrganisation() {
    Survey csat = survey(Survey.Kind.CSAT, 7, Map.of("7", List.of("10", "Sehr zufrieden")));
    assertThat(Options.of(csat, null)).hasSize(7);
    assertThat(Options.of(csat, null).getLast().label()).isEqualTo("Sehr zufrieden");
    assertThat(Options.of(csat, null).getFirst().label()).isEqualTo("Very dissatisfied");
  }
}
