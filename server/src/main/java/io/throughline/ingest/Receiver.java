package io.throughline.ingest;

import io.throughline.ledger.Appended;
import io.throughline.ledger.Ledger;
import io.throughline.ledger.LedgerException;
import io.throughline.ledger.NewDelivery;
import io.throughline.source.Admission;
import io.throughline.source.Channel;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.surveys.SurveysSystem;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes webhooks in: believes or refuses them by their raw bytes, stores them, and answers only
 * when they are on the disk. It reads nothing of what they say, but for answers to surveys: those
 * hold who gave them, which is not to be kept.
 */
public final class Receiver {
  /** Senders give up after ten seconds; an answer after that is a failure to them anyhow. */
  private static final long WAIT_SECONDS = 8;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
  private static final WebhookSecrets DECOY =
      new WebhookSecrets(List.of("decoy-never-a-real-secret"));
  private static final System.Logger LOG = System.getLogger(Receiver.class.getName());

  private final Supplier<Connections> connections;
  private final Ledger ledger;
  private final Clock clock;
  private final @Nullable Surveys surveys;
  private final Map<String, AtomicLong> conflicts = new ConcurrentHashMap<>();

  /**
   * @param connections the sources as they are configured now
   */
  public Receiver(Supplier<Connections> connections, Ledger ledger, Clock clock) {
    this(connections, ledger, clock, null);
  }

  /**
   * @param surveys takes what forms send, which must not be stored as it came; null where there are
   *     none
   */
  public Receiver(
      Supplier<Connections> connections, Ledger ledger, Clock clock, @Nullable Surveys surveys) {
    this.connections = connections;
    this.ledger = ledger;
    this.clock = clock;
    this.surveys = surveys;
  }

  /** The most bytes that any source may send; what is longer need not be read to its end. */
  public int largestBody() {
    return connections.get().all().stream().mapToInt(Connected::bodyLimit).max().orElse(0);
  }

  /**
   * Takes one request. Blocks until it is durable, at most eight seconds.
   *
   * @param headers names in lower case; one that came twice joined with a comma
   * @param body exactly as it came, before any Content-Encoding is undone
   */
  public Outcome receive(String hookId, Map<String, String> headers, byte[] body) {
    return receive(hookId, headers, "", body);
  }

  /**
   * As {@link #receive(String, Map, byte[])}, of an address with a query.
   *
   * @param query as it came; it may hold a secret and is neither stored nor told
   */
  public Outcome receive(String hookId, Map<String, String> headers, String query, byte[] body) {
    Connections now = connections.get();
    Optional<Connected> found = now.byHook(hookId);
    Webhook webhook = new Webhook(headers, query, body);
    if (found.isEmpty()) {
      // Does the work of a refusal, so that the time of the answer does not tell which ids exist.
      now.all().stream().findFirst().ifPresent(any -> judge(any, webhook, DECOY));
      return new Outcome.Unknown();
    }
    Connected source = found.get();
    if (body.length > source.bodyLimit()) {
      return tooLarge(source);
    }
    WebhookSecrets secrets = source.secrets();
    if (secrets.secrets().isEmpty()) {
      return refused(
          source,
          new Admission.Refused(
              "no webhook secret is configured for this source: set one here and in the sender"));
    }
    return switch (judge(source, webhook, secrets)) {
      case Admission.Refused no -> refused(source, no);
      case Admission.Accepted yes -> store(source, yes, webhook);
    };
  }

  /**
   * Takes note of a request whose body is larger than any source may send, so that nobody needs to
   * read it.
   */
  public Outcome tooLarge(String hookId) {
    return connections
        .get()
        .byHook(hookId)
        .<Outcome>map(this::tooLarge)
        .orElseGet(Outcome.Unknown::new);
  }

  private static Admission judge(Connected source, Webhook webhook, WebhookSecrets secrets) {
    try {
      return source.system().admit(webhook, secrets);
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "a webhook of source {0} could not be judged: {1}",
          source.id(),
          e.getClass().getName());
      return new Admission.Refused("its headers could not be read");
    }
  }

  private Outcome refused(Connected source, Admission.Refused no) {
    ledger.countWebhook(source.id(), no.reason());
    return new Outcome.Refused(no.reason());
  }

  private Outcome tooLarge(Connected source) {
    ledger.countWebhook(
        source.id(), "the body is larger than %d MB".formatted(source.bodyLimit() >> 20));
    return new Outcome.TooLarge();
  }

  private Outcome store(Connected source, Admission.Accepted yes, Webhook webhook) {
    return switch (HookBody.unpack(
        webhook.body(), webhook.header("content-encoding"), source.bodyLimit())) {
      case HookBody.Bomb bomb -> tooLarge(source);
      case HookBody.Ready ready when source.system().id().equals(SurveysSystem.ID) ->
          answers(source, yes, ready.bytes());
      case HookBody.Ready ready -> append(source, yes, ready.bytes());
    };
  }

  private Outcome answers(Connected source, Admission.Accepted yes, byte[] body) {
    if (surveys == null) {
      return new Outcome.Unavailable(RETRY_AFTER);
    }
    try {
      Outcome outcome = surveys.hook(source, yes.context(), body);
      if (!(outcome instanceof Outcome.Unavailable)) {
        ledger.countWebhook(source.id(), null);
      }
      return outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Unavailable(RETRY_AFTER);
    }
  }

  private Outcome append(Connected source, Admission.Accepted yes, byte[] body) {
    Map<String, String> context = new HashMap<>(yes.context());
    if (yes.stale()) {
      context.put("stale", "true");
    }
    NewDelivery delivery =
        new NewDelivery(
            source.id(),
            Channel.WEBHOOK,
            yes.kind(),
            yes.deliveryKey(),
            context,
            clock.instant(),
            body);
    try {
      Appended appended = ledger.append(delivery).get(WAIT_SECONDS, TimeUnit.SECONDS);
      ledger.countWebhook(source.id(), null);
      if (appended.conflicting()) {
        conflict(source);
      }
      return appended.repeated()
          ? new Outcome.Repeated(appended.sequence())
          : new Outcome.Accepted(appended.sequence());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Unavailable(RETRY_AFTER);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(
          System.Logger.Level.DEBUG, "a webhook of source {0} could not be stored", source.id());
      return new Outcome.Unavailable(RETRY_AFTER);
    }
  }

  private void conflict(Connected source) {
    long count = conflicts.computeIfAbsent(source.id(), id -> new AtomicLong()).incrementAndGet();
    try {
      ledger.notice(
          source.id(),
          "webhook",
          "conflict",
          "%d webhooks since the start came under the id of an earlier one with another body; the first was kept"
              .formatted(count));
    } catch (LedgerException e) {
      LOG.log(System.Logger.Level.WARNING, "a notice could not be kept", e);
    }
  }
}
