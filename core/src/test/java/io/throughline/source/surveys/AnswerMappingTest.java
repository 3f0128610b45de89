package io.throughline.source.surveys;

import static io.throughline.source.surveys.SurveySamples.SOURCE;
import static io.throughline.source.surveys.SurveySamples.csat;
import static io.throughline.source.surveys.SurveySamples.map;
import static io.throughline.source.surveys.SurveySamples.pmf;
import static io.throughline.source.surveys.SurveySamples.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.Snapshot;
import io.throughline.model.fact.SurveyAnswer;
import io.throughline.model.fact.SurveyRound;
import io.throughline.model.fact.Versioned;
import io.throughline.model.org.Survey;
import io.throughline.source.Admission;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerMappingTest {
  private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");

  private static <S extends Snapshot> List<S> facts(Mapped mapped, Class<S> type) {
    return mapped.snapshots().stream()
        .map(Versioned::snapshot)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Test
  void anAnswerBecomesAFactOfItsSurvey() throws UnmappableException {
    Survey survey = csat(Map.of(), null, null);
    Answers answers =
        read(survey, "answered_at,score,respondent,segment\n2026-05-01T10:00:00Z,4,ada,pro\n");
    byte[] body = KeptForm.answers(survey, "email", answers.kept(), answers.refused());
    Mapped mapped = map(SurveysSystem.ANSWERS, body);
    Project project = facts(mapped, Project.class).getFirst();
    assertThat(project.path()).isEqualTo("csat-app");
    assertThat(project.name()).isEqualTo("The app");
    assertThat(facts(mapped, SurveyAnswer.class))
        .containsExactly(
            new SurveyAnswer(
                FactId.of(SOURCE, answers.kept().getFirst().id()),
                project.id(),
                "csat",
                "email",
                "pro",
                answers.kept().getFirst().respondent(),
                4,
                5,
                null,
                null,
                null,
                AT));
    assertThat(map(SurveysSystem.ANSWERS, body)).isEqualTo(mapped);
  }

  @Test
  void anAnswerInWordsHasNoScoreAndNoScale() throws UnmappableException {
    KeptAnswer answer = new KeptAnswer(3, null, AT, null, "not_disappointed", null, 2, AT);
    Mapped mapped =
        map(
            SurveysSystem.ANSWERS,
            KeptForm.answers(pmf(Map.of()), "page", List.of(answer), List.of()));
    SurveyAnswer fact = facts(mapped, SurveyAnswer.class).getFirst();
    assertThat(fact.score()).isNull();
    assertThat(fact.scale()).isNull();
    assertThat(fact.answer()).isEqualTo("not_disappointed");
    assertThat(fact.recentUses()).isEqualTo(2);
    assertThat(fact.activeAt()).isEqualTo(AT);
    assertThat(fact.medium()).isEqualTo("page");
  }

  @Test
  void aRoundIsToldOnceForItsSurveyMediumAndTime() throws UnmappableException {
    Survey survey = csat(Map.of(), null, null);
    SurveyRound first =
        facts(map(SurveysSystem.ROUND, KeptForm.round(survey, "email", AT, 400)), SurveyRound.class)
            .getFirst();
    SurveyRound corrected =
        facts(map(SurveysSystem.ROUND, KeptForm.round(survey, "email", AT, 410)), SurveyRound.class)
            .getFirst();
    assertThat(first.invited()).isEqualTo(400);
    assertThat(first.sentAt()).isEqualTo(AT);
    assertThat(corrected.id()).isEqualTo(first.id());
    assertThat(
            facts(
                    map(SurveysSystem.ROUND, KeptForm.round(survey, "in_app", AT, 400)),
                    SurveyRound.class)
                .getFirst()
                .id())
        .isNotEqualTo(first.id());
  }

  @Test
  void whatCouldNotBeReadIsADeadLetterWithItsReason() {
    assertThatThrownBy(
            () -> map(SurveysSystem.ANSWERS, KeptForm.unreadable("csat-app", "no column")))
        .isInstanceOf(UnmappableException.class)
        .hasMessage("no column");
    assertThatThrownBy(() -> map("other", new byte[0])).isInstanceOf(UnmappableException.class);
  }

  @Test
  void refusedRowsAreKeptBesideTheAnswersUpToABound() {
    List<RefusedRow> many =
        java.util.stream.LongStream.range(0, 900)
            .mapToObj(i -> new RefusedRow(i, "score", "it is empty"))
            .toList();
    String body =
        new String(
            KeptForm.answers(csat(Map.of(), null, null), "email", List.of(), many),
            StandardCharsets.UTF_8);
    assertThat(body).contains("\"refused_rows\":900").contains("\"row\":499");
    assertThat(body).doesNotContain("\"row\":500");
  }

  @Test
  void aFormShowsItsSecretInAHeaderOrInTheAddress() {
    SurveysSystem system = new SurveysSystem();
    WebhookSecrets secrets = new WebhookSecrets(List.of("right"));
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            system.admit(
                new Webhook(Map.of("x-throughline-token", "right"), "survey=csat-app", body),
                secrets))
        .isInstanceOfSatisfying(
            Admission.Accepted.class,
            yes -> {
              assertThat(yes.kind()).isEqualTo(SurveysSystem.ANSWERS);
              assertThat(yes.context()).containsEntry(SurveysSystem.SURVEY, "csat-app");
            });
    assertThat(system.admit(new Webhook(Map.of(), "token=right&survey=csat-app", body), secrets))
        .isInstanceOfSatisfying(
            Admission.Accepted.class,
            yes -> assertThat(yes.context().values()).containsExactly("csat-app"));
    assertThat(system.admit(new Webhook(Map.of(), "token=wrong", body), secrets))
        .isInstanceOf(Admission.Refused.class);
    assertThat(system.admit(new Webhook(Map.of(), "", body), secrets))
        .isInstanceOf(Admission.Refused.class);
  }
}
