package io.throughline.ingest;

import io.throughline.ingest.Surveys.Result;
import io.throughline.ledger.Appended;
import io.throughline.ledger.Ledger;
import io.throughline.ledger.LedgerException;
import io.throughline.ledger.NewDelivery;
import io.throughline.model.org.Survey;
import io.throughline.source.Channel;
import io.throughline.source.Sha256;
import io.throughline.source.surveys.Answers;
import io.throughline.source.surveys.KeptForm;
import io.throughline.source.surveys.RefusedRow;
import io.throughline.source.surveys.SurveysSystem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Stores answers that were read, and tells people of those that were none. */
final class SurveyStore {
  private static final long WAIT_SECONDS = 8;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
  private static final System.Logger LOG = System.getLogger(SurveyStore.class.getName());

  private final Ledger ledger;
  private final Clock clock;

  SurveyStore(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Stores all answers of a file, in as many deliveries as it takes. */
  Result file(Connected source, Survey survey, Channel channel, Answers read)
      throws InterruptedException {
    List<Long> deliveries = new ArrayList<>();
    boolean repeated = true;
    int from = 0;
    do {
      int to = Math.min(from + KeptForm.MOST, read.kept().size());
      byte[] part =
          KeptForm.answers(
              survey,
              survey.medium(),
              read.kept().subList(from, to),
              from == 0 ? read.refused() : List.of());
      Result stored =
          append(
              source,
              channel,
              SurveysSystem.ANSWERS,
              survey,
              "answers " + Sha256.hex(part),
              part,
              to - from);
      if (!(stored instanceof Result.Stored one)) {
        return stored; // Parts that are stored already are found again when it is sent again.
      }
      deliveries.addAll(one.deliveries());
      repeated &= one.repeated();
      from = to;
    } while (from < read.kept().size());
    return new Result.Stored(deliveries, repeated, read.kept().size(), read.refused());
  }

  /**
   * Stores one delivery.
   *
   * @param survey null where it is not known
   * @param answers how many are in it
   */
  Result append(
      Connected source,
      Channel channel,
      String kind,
      @Nullable Survey survey,
      String key,
      byte[] body,
      int answers)
      throws InterruptedException {
    NewDelivery delivery =
        new NewDelivery(
            source.id(),
            channel,
            kind,
            survey == null ? key : survey.id() + " " + key,
            survey == null ? Map.of() : Map.of(SurveysSystem.SURVEY, survey.id()),
            clock.instant(),
            body);
    try {
      Appended appended = ledger.append(delivery).get(WAIT_SECONDS, TimeUnit.SECONDS);
      return new Result.Stored(
          List.of(appended.sequence()), appended.repeated(), answers, List.of());
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(System.Logger.Level.DEBUG, "answers of source {0} could not be stored", source.id());
      return new Result.Busy(RETRY_AFTER);
    }
  }

  /**
   * Notes for the sources page what was refused.
   *
   * @param whole whether it is a whole file, so that one without refused rows mends an earlier one
   */
  void note(Connected source, Survey survey, Answers read, boolean whole) {
    List<RefusedRow> refused = read.refused();
    if (refused.isEmpty() && !whole) {
      return;
    }
    String message = null;
    if (!refused.isEmpty()) {
      RefusedRow first = refused.getFirst();
      message =
          "%d of %d rows that came last are no answers; the first, row %d, because of %s: %s"
              .formatted(
                  refused.size(),
                  refused.size() + read.kept().size(),
                  first.row(),
                  first.column(),
                  first.why());
    }
    try {
      ledger.notice(source.id(), "answers", survey.id(), message);
    } catch (LedgerException e) {
      LOG.log(System.Logger.Level.WARNING, "a notice could not be kept", e);
    }
  }
}
