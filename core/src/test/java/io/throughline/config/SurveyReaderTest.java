package io.throughline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.throughline.model.org.Organisation;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.org.Survey;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurveyReaderTest {
  private static final String HEAD =
      "organisation: { name: Acme, zone: Europe/Berlin }\nservices: [{ id: shop }, { id: pay }]\n";

  private static Organisation read(String text) throws ConfigException {
    return ConfigReader.read("throughline.yaml", HEAD + text, Map.of(), Path.of(""));
  }

  private static String refused(String text) {
    return String.valueOf(
        catchThrowableOfType(ConfigException.class, () -> read(text)).getMessage());
  }

  @Test
  void aSurveyIsReadWithWhatIsUsual() throws ConfigException {
    Organisation organisation =
        read(
            """
            surveys:
              - { id: csat-app, kind: csat, service: shop }
              - id: pmf
                title: Would you miss it
                kind: pmf
                zone: Asia/Seoul
                encoding: euc-kr
                dates: mdy
                page: true
                columns: { answer: "How would you feel?", answered_at: Timestamp }
                answers: { very_disappointed: [Sehr enttäuscht, 1] }
            """);
    Survey csat = organisation.surveys().get(0);
    assertThat(csat)
        .isEqualTo(
            new Survey(
                "csat-app",
                "csat-app",
                Survey.Kind.CSAT,
                "shop",
                5,
                "email",
                null,
                Map.of(),
                Map.of(),
                ZoneId.of("Europe/Berlin"),
                null,
                null,
                false));
    Survey pmf = organisation.surveys().get(1);
    assertThat(pmf.medium()).isEqualTo("page");
    assertThat(pmf.encoding()).isEqualTo("EUC-KR");
    assertThat(pmf.zone()).isEqualTo(ZoneId.of("Asia/Seoul"));
    assertThat(pmf.columns()).containsEntry("answer", "How would you feel?");
    assertThat(pmf.answers())
        .isEqualTo(Map.of("very_disappointed", List.of("Sehr enttäuscht", "1")));
  }

  @Test
  void aServiceKnowsItsSurveys() throws ConfigException {
    Organisation organisation =
        read(
            "surveys: [{ id: a, kind: csat, service: shop }, { id: b, kind: pmf, service: shop }]");
    assertThat(organisation.services().get(0).names())
        .isEqualTo(Map.of("surveys", List.of("a", "b")));
    assertThat(organisation.services().get(1).names()).isEmpty();
  }

  @Test
  void aSourceIsThereWhereThereAreSurveys() throws ConfigException {
    assertThat(read("").sources()).isEmpty();
    assertThat(read("surveys: [{ id: a, kind: csat }]").sources())
        .extracting(SourceConfig::id, SourceConfig::system)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("surveys", "surveys"));
    assertThat(
            read("sources: [{ id: forms, system: surveys }]\nsurveys: [{ id: a, kind: csat }]")
                .sources())
        .extracting(SourceConfig::id)
        .containsExactly("forms");
  }

  @Test
  void mistakesAreToldAtOnce() {
    assertThat(
            refused(
                """
                surveys:
                  - { id: a, kind: csat, service: ghost, encoding: klingon, zone: Mars/Base }
                  - { id: a, kind: csat, answers: { 6: [six], 1: [bad], 2: [bad] } }
                  - { id: p, kind: pmf, answers: { 1: [one] } }
                """))
        .contains("there is no service ghost")
        .contains("there is no encoding klingon")
        .contains("there is no zone Mars/Base")
        .contains("a is used twice")
        .contains("6 is no answer of this survey; it has scores from 1 to 5")
        .contains("bad means both 1 and 2")
        .contains("1 is no answer of this survey; it has very_disappointed");
    assertThat(refused("surveys: [{ id: a, kind: nps }]")).contains("kind");
    assertThat(
            refused(
                "surveys: [{ id: a, kind: csat, service: shop }]\n"
                    + "sources: [{ id: surveys, system: uploads }]"))
        .contains("a source of another system is called surveys");
  }

  @Test
  void aSurveyIsAboutOneService() {
    String message =
        String.valueOf(
            catchThrowableOfType(
                    ConfigException.class,
                    () ->
                        ConfigReader.read(
                            "throughline.yaml",
                            "organisation: A\nservices: [{ id: shop, surveys: a }, { id: pay }]\n"
                                + "surveys: [{ id: a, kind: csat, service: pay }]",
                            Map.of(),
                            Path.of("")))
                .getMessage());
    assertThat(message).contains("the survey a already belongs to shop");
    String unknown =
        String.valueOf(
            catchThrowableOfType(
                    ConfigException.class,
                    () ->
                        ConfigReader.read(
                            "throughline.yaml",
                            "organisation: A\nservices: [{ id: shop, surveys: b }]\n",
                            Map.of(),
                            Path.of("")))
                .getMessage());
    assertThat(unknown).contains("there is no survey b");
  }
}
