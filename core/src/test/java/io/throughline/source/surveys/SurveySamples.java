package io.throughline.source.surveys;

import io.throughline.model.org.Survey;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Surveys of the tests. */
final class SurveySamples {
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  static final String SALT = "salt-of-the-tests";
  static final int SOURCE = 7;

  private SurveySamples() {}

  static Survey csat(Map<String, String> columns, @Nullable String dates, @Nullable String enc) {
    return csat(columns, dates, enc, Map.of());
  }

  static Survey csat(
      Map<String, String> columns,
      @Nullable String dates,
      @Nullable String encoding,
      Map<String, List<String>> answers) {
    return new Survey(
        "csat-app",
        "The app",
        Survey.Kind.CSAT,
        "shop",
        5,
        "email",
        null,
        columns,
        answers,
        ZoneId.of("Europe/Berlin"),
        dates,
        encoding,
        false);
  }

  static Survey pmf(Map<String, List<String>> answers) {
    return new Survey(
        "pmf",
        "Would you miss it",
        Survey.Kind.PMF,
        null,
        5,
        "in_app",
        null,
        Map.of(),
        answers,
        ZoneId.of("UTC"),
        null,
        null,
        true);
  }

  static Answers read(Survey survey, String text) throws UnmappableException {
    return read(survey, text.getBytes(StandardCharsets.UTF_8));
  }

  static Answers read(Survey survey, byte[] body) throws UnmappableException {
    return AnswerReading.read(survey, body, null, SALT, NOW, null);
  }

  static Mapped map(String kind, byte[] body) throws UnmappableException {
    return new SurveysSystem()
        .mapper()
        .map(
            new Delivery(1, "surveys", Channel.UPLOAD, kind, Map.of(), NOW, body),
            new MappingContext(SOURCE, List.of(), List.of(), List.of(), Map.of()));
  }
}
