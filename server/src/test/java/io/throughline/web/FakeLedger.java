package io.throughline.web;

import io.throughline.ledger.Appended;
import io.throughline.ledger.DeadLetter;
import io.throughline.ledger.Ledger;
import io.throughline.ledger.Look;
import io.throughline.ledger.NewDelivery;
import io.throughline.ledger.SourceStatus;
import io.throughline.ledger.SourceStatus.FeedStatus;
import io.throughline.ledger.SourceStatus.Notice;
import io.throughline.ledger.SourceStatus.Refusal;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * A ledger whose deliveries can only be read: one healthy source, and one that fills and has
 * troubles.
 */
final class FakeLedger implements Ledger {
  private final UnaryOperator<String> spice;
  private final List<Look> looked = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();

  FakeLedger(UnaryOperator<String> spice) {
    this.spice = spice;
  }

  @Override
  public SourceStatus status(String sourceId) {
    Instant now = FakeHouse.NOW;
    if (sourceId.equals("gitlab")) {
      return new SourceStatus(
          sourceId,
          "idle",
          null,
          null,
          now.minusSeconds(42),
          now.minusSeconds(3),
          18_204,
          3,
          List.of(
              feed("projects", "", 214, 214L, null),
              feed("merge_requests", "shop/checkout", 9_412, 9_412L, now.minusSeconds(42)),
              feed("merge_requests", "shop/payments", 7_020, 7_020L, now.minusSeconds(51)),
              feed("pipelines", "", 81_377, null, now.minusSeconds(40)),
              feed("deployments", "", 6_201, 6_201L, now.minusSeconds(40))),
          List.of(
              new Notice(
                  "merge_requests",
                  spice.apply("shop/secret-sauce"),
                  spice.apply("No access. Give the token's user the Reporter role there."),
                  now.minusSeconds(7_000))),
          List.of(
              new Refusal(
                  spice.apply("Wrong signature. Check the secret of the group's webhook."),
                  now.minusSeconds(90_000))));
    }
    return new SourceStatus(
        sourceId,
        "limited",
        spice.apply("The source asked us to slow down (429). Nothing to do; it goes on by itself."),
        now.plusSeconds(95),
        now.minusSeconds(600),
        null,
        0,
        0,
        List.of(
            feed("projects", "", 31, 31L, now.minusSeconds(600)),
            feed("merge_requests", "", 2_210, 6_800L, null)),
        List.of(),
        List.of());
  }

  @Override
  public List<DeadLetter> deadLetters(String sourceId, int limit) {
    if (!"gitlab".equals(sourceId)) {
      return List.of();
    }
    return List.of(
        new DeadLetter(
            90_211,
            "gitlab",
            spice.apply("Merge Request Hook"),
            spice.apply("/object_attributes/created_at"),
            spice.apply("Expected a time, found \"yesterday\"."),
            FakeHouse.NOW.minusSeconds(4_000)));
  }

  @Override
  public long deadLetterCount(String sourceId) {
    return deadLetters(sourceId, 1).size();
  }

  @Override
  public Optional<Delivery> delivery(long sequence) {
    if (sequence != 90_211) {
      return Optional.empty();
    }
    String body =
        "{\"object_kind\":\"merge_request\",\"user\":{\"name\":%s},\"object_attributes\":{\"iid\":42}}"
            .formatted('"' + spice.apply("Amara").replace("\"", "\\\"") + '"');
    return Optional.of(
        new Delivery(
            sequence,
            "gitlab",
            Channel.WEBHOOK,
            spice.apply("Merge Request Hook"),
            Map.of("X-Gitlab-Instance", spice.apply("https://gitlab.example.com")),
            FakeHouse.NOW.minusSeconds(4_000),
            body.getBytes(StandardCharsets.UTF_8)));
  }

  private static FeedStatus feed(
      String feed, String scope, long done, Long total, Instant completeUntil) {
    return new FeedStatus(feed, scope, done, total, completeUntil, FakeHouse.NOW);
  }

  @Override
  public long head() {
    return 90_300;
  }

  @Override
  public CompletableFuture<Appended> append(NewDelivery delivery) {
    throw readOnly();
  }

  @Override
  public List<Delivery> read(long after, int limit) {
    throw readOnly();
  }

  @Override
  public int number(String kind, String name) {
    throw readOnly();
  }

  @Override
  public Optional<String> cursor(String sourceId, String feed, String scope) {
    throw readOnly();
  }

  @Override
  public void saveCursor(String sourceId, String feed, String scope, String cursor) {
    throw readOnly();
  }

  @Override
  public void forgetCursors(String sourceId) {
    throw readOnly();
  }

  @Override
  public void bury(DeadLetter letter) {
    throw readOnly();
  }

  @Override
  public void exhume(long sequence) {
    throw readOnly();
  }

  @Override
  public void noteProgress(
      String sourceId, String feed, String scope, Long done, Long total, Instant completeUntil) {
    throw readOnly();
  }

  @Override
  public void noteState(String sourceId, String state, String message, Instant until) {
    throw readOnly();
  }

  @Override
  public void notice(String sourceId, String feed, String scope, String message) {
    throw readOnly();
  }

  @Override
  public void countWebhook(String sourceId, String refusal) {
    throw readOnly();
  }

  @Override
  public Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  @Override
  public void saveSetting(String name, String value) {
    settings.put(name, value);
  }

  @Override
  public void noteLooks(List<Look> looks) {
    looked.addAll(looks);
  }

  @Override
  public List<Look> looks(String person, int limit) {
    return looked.stream().filter(look -> look.person().equals(person)).limit(limit).toList();
  }

  @Override
  public void close() {}

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("pages only read the ledger's states and deliveries");
  }
}
