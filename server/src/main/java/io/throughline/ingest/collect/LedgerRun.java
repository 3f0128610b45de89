package io.throughline.ingest.collect;

import io.throughline.ledger.Ledger;
import io.throughline.ledger.LedgerException;
import io.throughline.ledger.NewDelivery;
import io.throughline.ledger.SourceStatus;
import io.throughline.model.org.SourceConfig;
import io.throughline.source.Channel;
import io.throughline.source.FeedRun;
import io.throughline.source.http.HttpDoor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one feed, into the ledger. Many threads of a feed wait for the disk at the same
 * time, so the ledger's writer commits their pages together.
 */
final class LedgerRun implements FeedRun {
  private final Ledger ledger;
  private final SourceConfig source;
  private final String feed;
  private final HttpDoor http;
  private final Clock clock;
  private final Runnable alive;
  private final Map<String, String> standing = new ConcurrentHashMap<>();

  /**
   * @param alive told whenever something was stored
   */
  LedgerRun(
      Ledger ledger, SourceConfig source, String feed, HttpDoor http, Clock clock, Runnable alive) {
    this.ledger = ledger;
    this.source = source;
    this.feed = feed;
    this.http = http;
    this.clock = clock;
    this.alive = alive;
    for (SourceStatus.Notice notice : ledger.status(source.id()).notices()) {
      if (notice.feed().equals(feed)) {
        standing.put(notice.scope(), notice.message());
      }
    }
  }

  @Override
  public HttpDoor http() {
    return http;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Instant since() {
    return clock
        .instant()
        .atZone(ZoneOffset.UTC)
        .minusMonths(source.sinceMonths())
        .truncatedTo(ChronoUnit.DAYS)
        .toInstant();
  }

  @Override
  public Duration pollEvery() {
    return Duration.ofSeconds(source.pollSeconds());
  }

  @Override
  public Map<String, String> settings() {
    return source.settings();
  }

  @Override
  public Optional<String> cursor(String scope) {
    return ledger.cursor(source.id(), feed, scope);
  }

  @Override
  public Optional<String> cursorOf(String other, String scope) {
    return ledger.cursor(source.id(), other, scope);
  }

  @Override
  public void saveCursor(String scope, String cursor) {
    ledger.saveCursor(source.id(), feed, scope, cursor);
  }

  @Override
  public void store(
      String kind, Map<String, String> context, @Nullable String deliveryKey, byte[] body) {
    String key =
        Objects.requireNonNullElseGet(
            deliveryKey, () -> DeliveryKeys.byContent(kind, context, body));
    NewDelivery delivery =
        new NewDelivery(source.id(), Channel.POLL, kind, key, context, clock.instant(), body);
    try {
      ledger.append(delivery).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LedgerException cause) {
        throw cause;
      }
      throw e;
    }
    alive.run();
  }

  @Override
  public void progress(String scope, long done, @Nullable Long total) {
    ledger.noteProgress(source.id(), feed, scope, done, total, null);
  }

  @Override
  public void completeUntil(String scope, Instant instant) {
    ledger.noteProgress(source.id(), feed, scope, null, null, instant);
  }

  @Override
  public void notice(String scope, @Nullable String message) {
    String before = message == null ? standing.remove(scope) : standing.put(scope, message);
    if (!Objects.equals(before, message)) {
      ledger.notice(source.id(), feed, scope, message);
    }
  }
}
