package io.throughline.ingest;

import io.throughline.ledger.Ledger;
import io.throughline.model.org.Survey;
import io.throughline.source.Channel;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.surveys.AnswerReading;
import io.throughline.source.surveys.Answers;
import io.throughline.source.surveys.KeptAnswer;
import io.throughline.source.surveys.KeptForm;
import io.throughline.source.surveys.Pseudonym;
import io.throughline.source.surveys.RefusedRow;
import io.throughline.source.surveys.RoundReading;
import io.throughline.source.surveys.SurveysSystem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes answers to surveys in. They are read before they are stored, since what was sent holds who
 * answered and what they wrote: only the form of {@link KeptForm} reaches the ledger.
 */
public final class Surveys {
  /** More at once would keep too much in memory; the others wait for a moment, or come again. */
  private static final int AT_ONCE = 2;

  private static final long WAIT_SECONDS = 8;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final Supplier<Connections> connections;
  private final Supplier<List<Survey>> surveys;
  private final Clock clock;
  private final SurveySecrets secrets;
  private final SurveyStore store;
  private final Semaphore room = new Semaphore(AT_ONCE, true);

  /** Surveys as they are configured now. */
  public Surveys(
      Supplier<Connections> connections,
      Supplier<List<Survey>> surveys,
      Ledger ledger,
      Clock clock) {
    this.connections = connections;
    this.surveys = surveys;
    this.clock = clock;
    this.secrets = new SurveySecrets(ledger);
    this.store = new SurveyStore(ledger, clock);
  }

  /** What became of answers, or of a round. */
  public sealed interface Result {
    /**
     * They are stored, durably.
     *
     * @param deliveries their numbers; many answers are several
     * @param repeated whether all had been stored before; then nothing changed
     * @param taken how many answers there are
     * @param refused rows that are none
     */
    record Stored(List<Long> deliveries, boolean repeated, int taken, List<RefusedRow> refused)
        implements Result {}

    /**
     * Nothing of it can be read, and nothing is kept.
     *
     * @param place where in it; empty for the whole
     */
    record Unreadable(String place, String reason) implements Result {}

    /** There is no such survey. */
    record Unknown() implements Result {}

    /** The server has no room at the moment; the sender should come again. */
    record Busy(Duration retryAfter) implements Result {}
  }

  /** All surveys, in the order of the configuration. */
  public List<Survey> all() {
    return surveys.get();
  }

  /** The last part of the address of a survey's page; empty when it has none. */
  public Optional<String> pageId(Survey survey) {
    return survey.page() ? Optional.of(secrets.page(survey)) : Optional.empty();
  }

  /** The survey whose page has an address; takes as long for a wrong one as for a right one. */
  public Optional<Survey> byPage(String pageId) {
    return secrets.byPage(surveys.get(), pageId);
  }

  /** The secret with which the forms of pages are signed. */
  public byte[] formSecret() {
    return secrets.forms();
  }

  /**
   * Takes a file of answers.
   *
   * @param contentType what its sender says that it is; null when nothing
   * @param givenAt when answers without a time were given; null when nobody says
   */
  public Result answers(
      String id, @Nullable String contentType, @Nullable Instant givenAt, byte[] body)
      throws InterruptedException {
    Optional<Survey> survey = byId(id);
    if (survey.isEmpty()) {
      return new Result.Unknown();
    }
    if (!room.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
      return new Result.Busy(RETRY_AFTER);
    }
    try {
      Answers read = read(survey.get(), contentType, givenAt, body);
      if (read.kept().isEmpty()) {
        return new Result.Unreadable("", none(read.refused()));
      }
      Result result = store.file(source(), survey.get(), Channel.UPLOAD, read);
      if (result instanceof Result.Stored) {
        store.note(source(), survey.get(), read, true);
      }
      return result;
    } catch (UnmappableException e) {
      return new Result.Unreadable(e.pointer(), String.valueOf(e.getMessage()));
    } finally {
      room.release();
    }
  }

  private static String none(List<RefusedRow> refused) {
    if (refused.isEmpty()) {
      return "it has no rows";
    }
    RefusedRow first = refused.getFirst();
    return "none of its %d rows is an answer; the first, in line %d, because of %s: %s"
        .formatted(refused.size(), first.row(), first.column(), first.why());
  }

  /** Takes a round of invitations. */
  public Result round(String id, byte[] body) throws InterruptedException {
    Optional<Survey> survey = byId(id);
    if (survey.isEmpty()) {
      return new Result.Unknown();
    }
    try {
      byte[] round = RoundReading.read(survey.get(), body, clock.instant());
      String key = "round " + Sha256.hex(round);
      return store.append(
          source(), Channel.UPLOAD, SurveysSystem.ROUND, survey.get(), key, round, 0);
    } catch (UnmappableException e) {
      return new Result.Unreadable(e.pointer(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Takes the answer that somebody gave on a survey's page; the first under a token counts.
   *
   * @param token of the browser that it comes from
   */
  public Result page(Survey survey, String token, PageAnswer given) throws InterruptedException {
    Pseudonym pseudonym = new Pseudonym(survey.id(), secrets.salt());
    long id = pseudonym.number("page", token);
    KeptAnswer answer =
        new KeptAnswer(
            id,
            pseudonym.of("page " + token),
            clock.instant(),
            given.score(),
            given.answer(),
            null,
            given.recentUses(),
            null);
    return store.append(
        source(),
        Channel.UPLOAD,
        SurveysSystem.ANSWERS,
        survey,
        "page " + id,
        KeptForm.answers(survey, "page", List.of(answer), List.of()),
        1);
  }

  /**
   * What was chosen on a page.
   *
   * @param score of a csat
   * @param answer of a pmf
   * @param recentUses null: not told
   */
  public record PageAnswer(
      @Nullable Integer score, @Nullable String answer, @Nullable Integer recentUses) {}

  /**
   * Takes a genuine webhook. What cannot be read is no error to its sender, who could not mend it;
   * it becomes a delivery that says only why, and so a dead letter.
   */
  Outcome hook(Connected source, Map<String, String> context, byte[] body)
      throws InterruptedException {
    if (!room.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
      return new Outcome.Unavailable(RETRY_AFTER);
    }
    try {
      Survey survey = named(context.get(SurveysSystem.SURVEY));
      Answers read = read(survey, context.get(SurveysSystem.CONTENT_TYPE), null, body);
      Result result = store.file(source, survey, Channel.WEBHOOK, read);
      if (result instanceof Result.Stored) {
        store.note(source, survey, read, false);
      }
      return outcome(result);
    } catch (UnmappableException e) {
      String survey = context.get(SurveysSystem.SURVEY);
      byte[] kept = KeptForm.unreadable(survey, String.valueOf(e.getMessage()));
      long number = new Pseudonym("", secrets.salt()).number("unreadable", Sha256.hex(body));
      return outcome(
          store.append(
              source,
              Channel.WEBHOOK,
              SurveysSystem.ANSWERS,
              null,
              "unreadable " + number,
              kept,
              0));
    } finally {
      room.release();
    }
  }

  private static Outcome outcome(Result result) {
    return switch (result) {
      case Result.Stored s when s.repeated() -> new Outcome.Repeated(s.deliveries().getFirst());
      case Result.Stored s -> new Outcome.Accepted(s.deliveries().getFirst());
      case Result.Busy busy -> new Outcome.Unavailable(busy.retryAfter());
      case Result.Unreadable no -> throw new IllegalStateException("it was read: " + no.reason());
      case Result.Unknown no -> throw new IllegalStateException("its survey is known");
    };
  }

  private Survey named(@Nullable String id) throws UnmappableException {
    List<Survey> all = surveys.get();
    if (id == null && all.size() == 1) {
      return all.getFirst();
    }
    return byId(id == null ? "" : id)
        .orElseThrow(
            () ->
                new UnmappableException(
                    "",
                    id == null
                        ? "the address names no survey: add ?survey=<id> to it"
                        : "there is no survey " + id + " in throughline.yaml"));
  }

  private Optional<Survey> byId(String id) {
    return surveys.get().stream().filter(s -> s.id().equals(id)).findFirst();
  }

  private Connected source() {
    return connections.get().all().stream()
        .filter(c -> c.system().id().equals(SurveysSystem.ID))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there are no surveys in throughline.yaml"));
  }

  private Answers read(
      Survey survey, @Nullable String contentType, @Nullable Instant givenAt, byte[] body)
      throws UnmappableException {
    return AnswerReading.read(survey, body, contentType, secrets.salt(), clock.instant(), givenAt);
  }
}
