package io.throughline.source.surveys;

import static io.throughline.source.surveys.SurveySamples.NOW;
import static io.throughline.source.surveys.SurveySamples.SALT;
import static io.throughline.source.surveys.SurveySamples.csat;
import static io.throughline.source.surveys.SurveySamples.pmf;
import static io.throughline.source.surveys.SurveySamples.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.org.Survey;
import io.throughline.source.UnmappableException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerReadingTest {
  private static final Survey PLAIN = csat(Map.of(), null, null);
  private static final Survey FORM =
      csat(
          Map.of(
              "score",
              "On a scale of 1-5, how\nsatisfied are you?",
              "answered_at",
              "Timestamp",
              "respondent",
              "E-mail"),
          "mdy",
          null);

  @Test
  void aFormsExportIsReadByTheColumnsThatWereNamed() throws UnmappableException {
    Answers answers =
        read(
            FORM,
            "\uFEFFTimestamp,\"On a scale of 1-5, how\nsatisfied are you?\",Why?,E-mail\r\n"
                + "3/4/2026 8:51:12,4,\"slow, and\r\n\"\"ugly\"\"\",Ada@acme.io\r\n"
                + "11/13/2025 9:05:00 PM,5,,\r\n");
    assertThat(answers.refused()).isEmpty();
    assertThat(answers.kept()).extracting(KeptAnswer::score).containsExactly(4, 5);
    assertThat(answers.kept())
        .extracting(KeptAnswer::answeredAt)
        .containsExactly(
            Instant.parse("2026-03-04T07:51:12Z"), Instant.parse("2025-11-13T20:05:00Z"));
    assertThat(answers.kept().get(0).respondent()).matches("[0-9a-f]{64}");
    assertThat(answers.kept().get(1).respondent()).isNull();
  }

  @Test
  void nothingOfWhoAnsweredOrOfFreeTextIsKept() throws UnmappableException {
    Answers answers =
        read(
            csat(Map.of(), null, null),
            "answered_at,score,respondent,name,comment\n2026-05-01,9x,ada@acme.io,Ada L,call me\n"
                + "2026-05-01,5,ada@acme.io,Ada L,call me\n");
    String kept =
        new String(
            KeptForm.answers(PLAIN, "email", answers.kept(), answers.refused()),
            StandardCharsets.UTF_8);
    assertThat(kept).doesNotContain("ada@", "Ada", "call me", "9x").contains("\"score\":5");
  }

  @Test
  void onePersonIsOneInASurveyAndAnotherInTheNext() {
    Pseudonym here = new Pseudonym("a", SALT);
    assertThat(here.of(" Ada@Acme.io ")).isEqualTo(here.of("ada@acme.io"));
    assertThat(here.of("ada@acme.io"))
        .isNotEqualTo(new Pseudonym("b", SALT).of("ada@acme.io"))
        .isNotEqualTo(new Pseudonym("a", "other").of("ada@acme.io"));
    assertThat(here.toString()).doesNotContain(SALT);
  }

  @Test
  void repeatedAnswersOfOnePersonAreAllKept() throws UnmappableException {
    Answers answers =
        read(
            PLAIN,
            "answered_at;score;respondent\n2026-05-01;2;ada\n2026-05-03;5;ADA\n2026-05-03;5;ada\n");
    assertThat(answers.kept()).hasSize(3);
    assertThat(answers.kept()).extracting(KeptAnswer::respondent).containsOnly(person("ada"));
    assertThat(answers.kept()).extracting(KeptAnswer::id).doesNotHaveDuplicates();
  }

  private static String person(String name) {
    return new Pseudonym("csat-app", SALT).of(name);
  }

  @Test
  void anExportThatHasGrownTellsTheOldAnswersAgain() throws UnmappableException {
    String head = "answered_at,score\n2026-05-01,2\n2026-05-01,2\n";
    List<Long> first = read(PLAIN, head).kept().stream().map(KeptAnswer::id).toList();
    List<Long> grown =
        read(PLAIN, head + "2026-05-02,5\n").kept().stream().map(KeptAnswer::id).toList();
    assertThat(grown).hasSize(3).startsWith(first.toArray(Long[]::new));
  }

  @Test
  void anAnswerWithAnIdOfItsOwnIsThatOneWhateverElseChanges() throws UnmappableException {
    long before = read(PLAIN, "id,answered_at,score\nx7,2026-05-01,2\n").kept().getFirst().id();
    long after = read(PLAIN, "id,answered_at,score\nx7,2026-05-01,3\n").kept().getFirst().id();
    assertThat(after).isEqualTo(before);
  }

  @Test
  void aScoreBeyondTheScaleIsARefusedRowAndNoValue() throws UnmappableException {
    Answers answers =
        read(PLAIN, "answered_at,score\n2026-05-01,5\n2026-05-01,6\n2026-05-01,\n2026-05-01,x\n");
    assertThat(answers.kept()).hasSize(1);
    assertThat(answers.refused())
        .containsExactly(
            new RefusedRow(3, "score", "6 is not from 1 to 5"),
            new RefusedRow(4, "score", "it is empty"),
            new RefusedRow(5, "score", "it is no number from 1 to 5"));
  }

  @Test
  void anotherScaleIsRefusedAsAWhole() {
    StringBuilder text = new StringBuilder("answered_at,score\n");
    for (int i = 0; i <= 10; i++) {
      text.append("2026-05-01,").append(i).append('\n');
    }
    assertThatThrownBy(() -> read(PLAIN, text.toString()))
        .isInstanceOf(UnmappableException.class)
        .hasMessageStartingWith("6 of 11 scores in the column score are not from 1 to 5")
        .hasMessageContaining("NPS");
  }

  @Test
  void anotherScaleIsTakenWhereTheFileSaysWhatItMeans() throws UnmappableException {
    Survey mapped =
        csat(
            Map.of(),
            null,
            null,
            Map.of("1", List.of("0", "1", "2", "3"), "5", List.of("9", "10", "Top!")));
    assertThat(
            read(mapped, "answered_at,score\n2026-05-01,10\n2026-05-01,0\n2026-05-01,top!\n")
                .kept())
        .extracting(KeptAnswer::score)
        .containsExactly(5, 1, 5);
  }

  @Test
  void aDateThatCouldBeTwoDaysIsNeither() throws UnmappableException {
    Answers answers = read(PLAIN, "answered_at,score\n3/4/2026 8:51:12,4\n13/14/2026,4\n");
    assertThat(answers.kept()).isEmpty();
    assertThat(answers.refused())
        .allSatisfy(
            row -> {
              assertThat(row.column()).isEqualTo("answered_at");
              assertThat(row.why()).contains("declare dates: mdy or dmy");
            });
  }

  @Test
  void timesThatCannotBeAreRefused() throws UnmappableException {
    Answers answers =
        read(
            csat(Map.of(), "dmy", null),
            "answered_at,score\n31.4.2026,4\n2030-01-01,4\n1.5.26,4\n,4\n2026-05-01 25:00,4\n"
                + "3.4.2026 9:05,4\n");
    assertThat(answers.refused())
        .extracting(RefusedRow::why)
        .containsExactly(
            "there is no such day or time of day",
            "it lies in the future or before 1970",
            "it is no time like 2026-03-04 09:05",
            "nothing tells when it was given: name a column, or send at",
            "there is no such day or time of day");
    assertThat(answers.kept())
        .singleElement()
        .satisfies(
            one -> assertThat(one.answeredAt()).isEqualTo(Instant.parse("2026-04-03T07:05:00Z")));
  }

  @Test
  void aFileWithoutTimesTakesTheOneThatItsSenderGives() throws UnmappableException {
    Instant at = Instant.parse("2026-05-20T00:00:00Z");
    Answers answers = AnswerReading.read(PLAIN, "score\n4\n".getBytes(UTF8), null, SALT, NOW, at);
    assertThat(answers.kept()).extracting(KeptAnswer::answeredAt).containsExactly(at);
  }

  private static final Charset UTF8 = StandardCharsets.UTF_8;

  @Test
  void aTableInAnotherEncodingIsReadWhereItIsDeclaredAndElseRefused() throws UnmappableException {
    Charset korean = Charset.forName("EUC-KR");
    byte[] body = "answered_at,만족도\n2026-05-01,4\n".getBytes(korean);
    assertThat(read(csat(Map.of("score", "만족도"), null, "EUC-KR"), body).kept())
        .extracting(KeptAnswer::score)
        .containsExactly(4);
    assertThatThrownBy(() -> read(csat(Map.of("score", "만족도"), null, null), body))
        .isInstanceOfSatisfying(
            UnmappableException.class, e -> assertThat(e.pointer()).isEqualTo("/line 1"))
        .hasMessageContaining("encoding:");
    byte[] later =
        "answered_at,score,why\n2026-05-01,4,ok\n2026-05-01,4,für\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(PLAIN, later))
        .isInstanceOfSatisfying(
            UnmappableException.class, e -> assertThat(e.pointer()).isEqualTo("/line 3"));
  }

  @Test
  void bytesThatAreNotOfTheDeclaredEncodingEitherAreRefused() {
    byte[] body = {'s', 'c', 'o', 'r', 'e', '\n', (byte) 0xC7, (byte) 0xFF, '\n'};
    assertThatThrownBy(() -> read(csat(Map.of(), null, "EUC-KR"), body))
        .hasMessageContaining("neither UTF-8 nor EUC-KR");
  }

  @Test
  void tabsAndUtf16AreReadAsWell() throws UnmappableException {
    byte[] body =
        "\uFEFFanswered_at\t\"score, from 1 to 5, please\"\r\n2026-05-01\t3\r\n"
            .getBytes(StandardCharsets.UTF_16LE);
    assertThat(read(csat(Map.of("score", "Score, from 1 to 5, please"), null, null), body).kept())
        .extracting(KeptAnswer::score)
        .containsExactly(3);
  }

  @Test
  void aColumnThatIsNotThereIsToldWithThoseThatAre() {
    assertThatThrownBy(() -> read(FORM, "Timestamp,Score\n"))
        .hasMessageContaining("which would hold score")
        .hasMessageContaining("score, timestamp");
  }

  @Test
  void theFourAnswersAreKnownInWordsAndInOnesOwn() throws UnmappableException {
    Survey survey = pmf(Map.of("very_disappointed", List.of("Sehr enttäuscht")));
    Answers answers =
        read(
            survey,
            """
            [{"answered_at": "2026-05-01T10:00:00Z", "answer": "SEHR ENTTÄUSCHT", "recent_uses": 3},
             {"answered_at": "2026-05-01T10:00:00Z", "answer": "Somewhat disappointed",
              "last_active": "2026-04-20T00:00:00Z", "segment": "pro"},
             {"answered_at": "2026-05-01T10:00:00Z", "answer": "meh"},
             {"answered_at": "2026-05-01T10:00:00Z", "answer": "no_longer_use", "recent_uses": -1}]
            """);
    assertThat(answers.kept())
        .extracting(KeptAnswer::answer)
        .containsExactly("very_disappointed", "somewhat_disappointed");
    assertThat(answers.kept().get(0).recentUses()).isEqualTo(3);
    assertThat(answers.kept().get(1).recentUses()).isNull();
    assertThat(answers.kept().get(1).segment()).isEqualTo("pro");
    assertThat(answers.kept().get(1).lastActive()).isEqualTo("2026-04-20T00:00:00Z");
    assertThat(answers.refused()).extracting(RefusedRow::row).containsExactly(3L, 4L);
  }

  @Test
  void whatFormToolsSendIsReadByPathsAndByQuestions() throws UnmappableException {
    Survey survey =
        csat(
            Map.of(
                "score",
                "How satisfied?",
                "answered_at",
                "data.createdAt",
                "id",
                "data.responseId"),
            null,
            null);
    Answers answers =
        read(
            survey,
            """
            {"eventId": "e", "data": {"responseId": "r1", "createdAt": "2026-05-01T10:00:00.000Z",
             "fields": [{"key": "q1", "label": "How satisfied?", "type": "SCALE", "value": 4},
                        {"key": "q2", "label": "Why?", "value": "because"},
                        {"key": "q3", "label": "Files", "value": null}]}}
            """);
    assertThat(answers.kept())
        .singleElement()
        .satisfies(one -> assertThat(one.score()).isEqualTo(4));
  }

  @Test
  void aListUnderAnswersIsManyAndAListOfQuestionsIsOne() throws UnmappableException {
    assertThat(
            read(
                    PLAIN,
                    "{\"answers\": [{\"score\": 1, \"answered_at\": \"2026-05-01\"},"
                        + " {\"score\": 2, \"answered_at\": \"2026-05-01\"}]}")
                .kept())
        .hasSize(2);
    assertThat(
            read(
                    PLAIN,
                    "{\"answers\": [{\"question\": \"score\", \"answer\": 1},"
                        + " {\"question\": \"answered_at\", \"answer\": \"2026-05-01\"}]}")
                .kept())
        .hasSize(1);
  }

  @Test
  void hostileFilesAreRefused() {
    assertThatThrownBy(() -> read(PLAIN, "{\"score\": 1, \"score\": 2}"))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> read(PLAIN, "[" + "[".repeat(100)))
        .isInstanceOf(UnmappableException.class);
    assertThatThrownBy(() -> read(PLAIN, "[1]")).isInstanceOf(UnmappableException.class);
    assertThatThrownBy(() -> read(PLAIN, "score\n\"4\n")).hasMessageContaining("never closed");
    assertThatThrownBy(() -> read(PLAIN, "")).isInstanceOf(UnmappableException.class);
  }

  @Test
  void twentyThousandRowsAreReadInMuchLessThanFiveSeconds() throws UnmappableException {
    StringBuilder text = new StringBuilder("answered_at,respondent,score,comment\n");
    for (int i = 0; i < 20_000; i++) {
      text.append("2026-05-01 10:00:")
          .append(10 + i % 50)
          .append(",user")
          .append(i)
          .append("@acme.io,")
          .append(1 + i % 5)
          .append(",\"a comment, with a comma\"\n");
    }
    long start = System.nanoTime();
    Answers answers = read(PLAIN, text.toString());
    assertThat(answers.kept()).hasSize(20_000);
    assertThat(answers.kept()).extracting(KeptAnswer::id).doesNotHaveDuplicates();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
