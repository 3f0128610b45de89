package io.throughline.ingest;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Versioned;
import io.throughline.model.org.SourceConfig;
import io.throughline.source.Admission;
import io.throughline.source.Delivery;
import io.throughline.source.Feed;
import io.throughline.source.Mapped;
import io.throughline.source.Mapper;
import io.throughline.source.MappingContext;
import io.throughline.source.Refresh;
import io.throughline.source.SourceSystem;
import io.throughline.source.UnmappableException;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A system of one-line payloads: {@code account <id> <name> <version>}, {@code ignore}, {@code
 * refresh <id>}, {@code boom} (a fault of ours); anything else cannot be mapped.
 */
final class FakeSystem implements SourceSystem, Mapper {
  /** When set, {@code bad} payloads are understood: the corrected release. */
  final AtomicBoolean corrected = new AtomicBoolean();

  /** How many requests were judged. */
  final AtomicInteger judged = new AtomicInteger();

  static Connected connected(String id, int number, FakeSystem system, String... secrets) {
    return new Connected(
        new SourceConfig(
            id,
            "fake",
            "https://fake.example",
            null,
            "hook-" + id,
            List.of(secrets),
            12,
            60,
            false,
            Map.of()),
        system,
        "hook-" + id,
        new MappingContext(number, List.of(), List.of(), List.of(), Map.of()));
  }

  @Override
  public Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    String[] words = new String(delivery.body(), StandardCharsets.UTF_8).split(" ");
    return switch (words[0]) {
      case "account" -> account(words, context);
      case "refresh" ->
          new Mapped(
              List.of(), List.of(), List.of(new Refresh("merge_request", "1", words[1])), null);
      case "ignore" -> Mapped.ignored("nothing to us");
      case "boom" -> throw new IllegalStateException("a secret of the payload");
      default -> {
        if (corrected.get()) {
          yield account(new String[] {"account", "7", "corrected", "1"}, context);
        }
        throw new UnmappableException("/0", "not a known word");
      }
    };
  }

  private static Mapped account(String[] words, MappingContext context) {
    Account account =
        new Account(
            FactId.of(context.source(), Long.parseLong(words[1])),
            words[2],
            null,
            null,
            null,
            "active");
    Instant version = Instant.ofEpochSecond(Long.parseLong(words[3]));
    return new Mapped(List.of(new Versioned(account, version, true)), List.of(), List.of(), null);
  }

  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    judged.incrementAndGet();
    String secret = webhook.header("x-secret");
    if (secret == null || !secrets.secrets().contains(secret)) {
      return new Admission.Refused("the secret is wrong");
    }
    String key = webhook.header("x-id");
    return new Admission.Accepted(
        "line",
        key == null ? "" : key,
        Map.of("x-id", String.valueOf(key)),
        webhook.header("x-stale") != null);
  }

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public String title() {
    return "Fake";
  }

  @Override
  public List<Feed> feeds() {
    return List.of();
  }

  @Override
  public Mapper mapper() {
    return this;
  }

  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    return new HttpDoor.Authentication(Map.of());
  }

  @Override
  public String check(HttpDoor http) {
    return "fake";
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return baseUrl + path;
  }
}
