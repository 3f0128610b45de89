package io.throughline.source.surveys;

import io.throughline.model.org.Survey;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;

/**
 * Reads what somebody tells of a round of invitations: {@code {"sent_at": ..., "invited": 400}}.
 */
public final class RoundReading {
  private static final long MOST = 1_000_000_000;
  private static final Set<String> MEDIA = Set.of("email", "in_app", "page");

  private RoundReading() {}

  /**
   * Reads it, into the form in which it is stored.
   *
   * @throws UnmappableException with the place and what was expected there
   */
  public static byte[] read(Survey survey, byte[] body, Instant receivedAt)
      throws UnmappableException {
    JsonValue round = StrictJson.read(body).object();
    long invited = round.requiredInteger("invited");
    if (invited < 0 || invited > MOST) {
      throw round.at("invited").unexpected("how many were asked");
    }
    String medium = round.text("medium");
    if (medium != null && !MEDIA.contains(medium)) {
      throw round.at("medium").unexpected("email, in_app or page");
    }
    Instant sentAt;
    try {
      sentAt =
          new AnswerTime(survey.zone(), survey.dates())
              .parse(round.requiredText("sent_at").strip());
    } catch (DateTimeException e) {
      throw new UnmappableException("/sent_at", String.valueOf(e.getMessage()));
    }
    if (SourceTime.absurd(sentAt, receivedAt)) {
      throw new UnmappableException("/sent_at", "it lies in the future or before 1970");
    }
    return KeptForm.round(survey, medium == null ? survey.medium() : medium, sentAt, (int) invited);
  }
}
