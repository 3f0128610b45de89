package io.throughline.source.surveys;

import static io.throughline.source.surveys.SurveySamples.NOW;
import static io.throughline.source.surveys.SurveySamples.SALT;
import static io.throughline.source.surveys.SurveySamples.csat;
import static io.throughline.source.surveys.SurveySamples.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.org.Survey;
import io.throughline.source.UnmappableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real files that lie beside the project on some machines; skipped where they do not. */
final class SurveyFixturesTest {
  private static final String KOREAN = "csat-euc-kr.csv";
  private static final String FORM = "prepbench-case040-form-export.csv";
  private static final String AIRLINE = "prepbench-case122-one-airline-nps.csv";
  private static final String RATING = "On a scale of 0-10, how would you rate Sudzilla?";

  private static Path folder = Path.of("");

  @BeforeAll
  static void find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolveSibling("shared").resolve("fixtures").resolve("surveys");
      if (Files.isDirectory(candidate)) {
        folder = candidate;
        return;
      }
    }
    Assumptions.abort("no fixtures beside the project");
  }

  private static byte[] file(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  /** A file that nobody looks at here is a hole in this test. */
  @Test
  void everyFileIsLookedAt() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(KOREAN, FORM, AIRLINE);
    }
  }

  @Test
  void theKoreanTableIsReadWhereItsEncodingIsDeclared() throws Exception {
    byte[] body = file(KOREAN);
    Instant at = Instant.parse("2026-05-01T00:00:00Z");
    Map<String, String> columns = Map.of("score", "만족도", "id", "id");
    Answers answers = AnswerReading.read(csat(columns, null, "EUC-KR"), body, null, SALT, NOW, at);
    assertThat(answers.kept()).hasSize(119);
    assertThat(answers.refused())
        .containsExactly(new RefusedRow(106, "만족도", "6 is not from 1 to 5"));
    assertThatThrownBy(
            () -> AnswerReading.read(csat(columns, null, null), body, null, SALT, NOW, at))
        .isInstanceOfSatisfying(
            UnmappableException.class, e -> assertThat(e.pointer()).isEqualTo("/line 1"));
  }

  @Test
  void aFormsScalesFromZeroToTenAreNeitherSatisfactionNorDisappointment() throws Exception {
    Map<String, String> columns = Map.of("score", RATING, "answered_at", "Timestamp");
    assertThatThrownBy(() -> read(csat(columns, "mdy", null), file(FORM)))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("NPS");
    Survey mapped =
        csat(
            columns,
            "mdy",
            null,
            Map.of(
                "1", List.of("0", "1", "2"),
                "2", List.of("3", "4"),
                "3", List.of("5", "6"),
                "4", List.of("7", "8"),
                "5", List.of("9", "10")));
    Answers answers = read(mapped, file(FORM));
    assertThat(answers.kept()).isNotEmpty();
    assertThat(answers.kept().getFirst().score()).isEqualTo(1);
    // 8:51:12 in Berlin, in winter.
    assertThat(answers.kept().getFirst().answeredAt()).isEqualTo("2019-11-01T07:51:12Z");
  }

  @Test
  void anAirlinesRecommendationsAreRefused() throws Exception {
    Map<String, String> columns =
        Map.of(
            "score", "How likely are you to recommend this airline?", "respondent", "CustomerID");
    assertThatThrownBy(() -> read(csat(columns, null, null), file(AIRLINE)))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("NPS");
  }
}
