package io.throughline.ingest;

import static io.throughline.ledger.LedgerSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ingest.Surveys.PageAnswer;
import io.throughline.ingest.Surveys.Result;
import io.throughline.ledger.SqliteLedger;
import io.throughline.model.fact.SurveyAnswer;
import io.throughline.model.fact.SurveyRound;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.org.Survey;
import io.throughline.source.Delivery;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import io.throughline.source.surveys.SurveysSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers on their way into the ledger, and what is not in it. */
class SurveysTest {
  private static final String SOURCE = "surveys";
  private static final Survey CSAT = survey("csat", Survey.Kind.CSAT, true);
  private static final Survey PMF = survey("pmf", Survey.Kind.PMF, false);
  private static final MappingContext CONTEXT =
      new MappingContext(5, List.of(), List.of(), List.of(), Map.of());

  @TempDir Path directory;
  private SqliteLedger ledger;
  private Surveys surveys;
  private Receiver receiver;

  private static Survey survey(String id, Survey.Kind kind, boolean page) {
    return new Survey(
        id, id, kind, null, 5, "email", null, Map.of(), Map.of(), ZoneOffset.UTC, null, null, page);
  }

  @BeforeEach
  void open() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    ledger = SqliteLedger.open(directory, clock);
    Connections connections =
        new Connections(
            List.of(
                new Connected(
                    new SourceConfig(
                        SOURCE, SOURCE, "", null, "hook", List.of("right"), 1, 60, false, Map.of()),
                    new SurveysSystem(),
                    "hook",
                    CONTEXT)));
    surveys = new Surveys(() -> connections, () -> List.of(CSAT, PMF), ledger, clock);
    receiver = new Receiver(() -> connections, ledger, clock, surveys);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private <S> List<S> facts(Class<S> type) throws UnmappableException {
    Set<S> all = new HashSet<>();
    for (Delivery delivery : ledger.read(0, 100)) {
      new SurveysSystem()
          .mapper().map(delivery, CONTEXT).snapshots().stream()
              .map(v -> v.snapshot())
              .filter(type::isInstance)
              .map(type::cast)
              .forEach(all::add);
    }
    return List.copyOf(all);
  }

  private static String text(Delivery delivery) {
    return new String(delivery.body(), StandardCharsets.UTF_8) + delivery.context();
  }

  @Test
  void aFileIsStoredWithoutNamesAndItsRepeatIsHarmless() throws Exception {
    byte[] file =
        bytes(
            "answered_at,score,respondent,why\n2026-01-05,4,ada@acme.io,Call Ada\n2026-01-05,9,b,\n");
    Result.Stored stored = (Result.Stored) surveys.answers("csat", "text/csv", null, file);
    assertThat(stored.repeated()).isFalse();
    assertThat(stored.taken()).isEqualTo(1);
    assertThat(stored.refused())
        .singleElement()
        .satisfies(row -> assertThat(row.why()).isEqualTo("9 is not from 1 to 5"));
    assertThat(text(ledger.delivery(1).orElseThrow())).doesNotContainIgnoringCase("ada");
    assertThat(facts(SurveyAnswer.class))
        .singleElement()
        .satisfies(answer -> assertThat(answer.score()).isEqualTo(4));
    assertThat(ledger.status(SOURCE).notices())
        .singleElement()
        .satisfies(n -> assertThat(n.message()).startsWith("1 of 2 rows that came last"));

    Result.Stored again = (Result.Stored) surveys.answers("csat", "text/csv", null, file);
    assertThat(again.repeated()).isTrue();
    assertThat(again.deliveries()).isEqualTo(stored.deliveries());
    assertThat(ledger.head()).isEqualTo(1);
  }

  @Test
  void theSameFileAfterAStartHasTheSameHashes() throws Exception {
    byte[] file = bytes("answered_at,score,respondent\n2026-01-05,4,ada@acme.io\n");
    surveys.answers("csat", null, null, file);
    close();
    open();
    assertThat(surveys.answers("csat", null, null, file))
        .isInstanceOfSatisfying(Result.Stored.class, s -> assertThat(s.repeated()).isTrue());
  }

  @Test
  void manyAnswersAreSeveralDeliveriesInLessThanFiveSeconds() throws Exception {
    StringBuilder text = new StringBuilder("answered_at,respondent,score,why\n");
    for (int i = 0; i < 20_000; i++) {
      text.append("2026-01-05 10:00,user").append(i).append(",").append(1 + i % 5).append(",x\n");
    }
    long start = System.nanoTime();
    Result.Stored stored =
        (Result.Stored) surveys.answers("csat", null, null, bytes(text.toString()));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(stored.taken()).isEqualTo(20_000);
    assertThat(stored.deliveries()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(facts(SurveyAnswer.class)).hasSize(20_000);
  }

  @Test
  void whatCannotBeReadIsToldAndNothingIsKept() throws Exception {
    assertThat(surveys.answers("ghost", null, null, bytes("score\n1\n")))
        .isInstanceOf(Result.Unknown.class);
    assertThat(surveys.answers("csat", null, null, bytes("points\n1\n")))
        .isInstanceOfSatisfying(
            Result.Unreadable.class, no -> assertThat(no.reason()).contains("there are: points"));
    assertThat(surveys.answers("csat", null, null, bytes("answered_at,score\nsoon,1\n")))
        .isInstanceOfSatisfying(
            Result.Unreadable.class,
            no -> assertThat(no.reason()).contains("none of its 1 rows").contains("line 2"));
    assertThat(surveys.answers("csat", null, null, bytes("answered_at,score\n")))
        .isEqualTo(new Result.Unreadable("", "it has no rows"));
    assertThat(ledger.head()).isZero();
  }

  @Test
  void aFormIsReadBeforeItIsStored() throws Exception {
    Map<String, String> headers = Map.of("x-throughline-token", "right");
    byte[] body =
        bytes(
            "{\"score\": 5, \"answered_at\": \"2026-01-05T10:00:00Z\","
                + " \"respondent\": \"ada@acme.io\", \"why\": \"secret of Ada\"}");
    assertThat(receiver.receive("hook", headers, "survey=csat", body))
        .isEqualTo(new Outcome.Accepted(1));
    assertThat(receiver.receive("hook", headers, "survey=csat", body))
        .isEqualTo(new Outcome.Repeated(1));
    assertThat(text(ledger.delivery(1).orElseThrow())).doesNotContainIgnoringCase("ada");
    assertThat(facts(SurveyAnswer.class)).hasSize(1);
    assertThat(ledger.status(SOURCE).webhooksAccepted()).isEqualTo(2);
    assertThat(receiver.receive("hook", Map.of(), "survey=csat&token=wrong", body))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aFormThatCannotBeReadIsADeadLetterThatKeepsNothingOfIt() {
    Map<String, String> headers = Map.of("x-throughline-token", "right");
    byte[] body = bytes("{\"stars\": 5, \"respondent\": \"ada@acme.io\"}");
    assertThat(receiver.receive("hook", headers, "survey=csat", body))
        .isEqualTo(new Outcome.Accepted(1));
    assertThat(receiver.receive("hook", headers, body)).isInstanceOf(Outcome.class);
    Delivery kept = ledger.delivery(1).orElseThrow();
    assertThat(text(kept)).doesNotContain("ada@").contains("no column is called score");
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> new SurveysSystem().mapper().map(kept, CONTEXT)))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("no column is called score");
  }

  @Test
  void aRoundIsStored() throws Exception {
    byte[] round = bytes("{\"sent_at\": \"2026-01-02 09:00\", \"invited\": 400}");
    assertThat(surveys.round("csat", round))
        .isInstanceOfSatisfying(Result.Stored.class, s -> assertThat(s.repeated()).isFalse());
    assertThat(surveys.round("csat", round))
        .isInstanceOfSatisfying(Result.Stored.class, s -> assertThat(s.repeated()).isTrue());
    assertThat(facts(SurveyRound.class))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.invited()).isEqualTo(400);
              assertThat(one.medium()).isEqualTo("email");
              assertThat(one.sentAt()).isEqualTo("2026-01-02T09:00:00Z");
            });
    for (String wrong :
        List.of(
            "{\"sent_at\": \"2026-01-02\"}",
            "{\"sent_at\": \"2026-01-02\", \"invited\": -1}",
            "{\"sent_at\": \"1/2/2026\", \"invited\": 1}",
            "{\"sent_at\": \"2099-01-02\", \"invited\": 1}",
            "{\"sent_at\": \"2026-01-02\", \"invited\": 1, \"medium\": \"pigeon\"}",
            "[]")) {
      assertThat(surveys.round("csat", bytes(wrong))).isInstanceOf(Result.Unreadable.class);
    }
  }

  @Test
  void aBrowserAnswersAPageOnce() throws Exception {
    PageAnswer five = new PageAnswer(5, null, null);
    assertThat(surveys.page(CSAT, "browser-1", five))
        .isInstanceOfSatisfying(Result.Stored.class, s -> assertThat(s.repeated()).isFalse());
    assertThat(surveys.page(CSAT, "browser-1", new PageAnswer(1, null, null)))
        .isInstanceOfSatisfying(Result.Stored.class, s -> assertThat(s.repeated()).isTrue());
    surveys.page(CSAT, "browser-2", five);
    assertThat(facts(SurveyAnswer.class))
        .hasSize(2)
        .allSatisfy(
            answer -> {
              assertThat(answer.score()).isEqualTo(5);
              assertThat(answer.medium()).isEqualTo("page");
              assertThat(answer.respondent()).matches("[0-9a-f]{64}");
            });
  }

  @Test
  void aPageHasAnAddressThatLastsAndOthersHaveNone() {
    String id = surveys.pageId(CSAT).orElseThrow();
    assertThat(id).matches("[A-Za-z0-9_-]{32}");
    assertThat(surveys.pageId(CSAT)).hasValue(id);
    assertThat(surveys.byPage(id)).hasValue(CSAT);
    assertThat(surveys.pageId(PMF)).isEmpty();
    assertThat(surveys.byPage("x".repeat(32))).isEmpty();
  }
}
