package io.throughline.simulator.live;

import io.throughline.simulator.freshping.CheckEvents;
import io.throughline.simulator.newrelic.Issues;
import io.throughline.simulator.pagerduty.Directory;
import io.throughline.simulator.pagerduty.PagerDutyEvents;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends what PagerDuty, New Relic and Freshping send of what breaks: the first signs it, the others
 * carry their secret in a header.
 */
final class SubscriptionSender {
  private final Subscriptions subscriptions;
  private final Outbox outbox;
  private @Nullable Directory directory;

  SubscriptionSender(Subscriptions subscriptions, Outbox outbox) {
    this.subscriptions = subscriptions;
    this.outbox = outbox;
  }

  /** From now on there is something to tell. */
  void start(Directory called) {
    directory = called;
  }

  /** Queues what happened between two moments. */
  void send(long after, long upTo) {
    Directory called = directory;
    if (called == null || subscriptions.all().isEmpty()) {
      return;
    }
    to("pagerduty", new PagerDutyEvents(called)::due, after, upTo);
    to("newrelic", new Issues(called.production())::due, after, upTo);
    to("freshping", new CheckEvents(called.production())::due, after, upTo);
  }

  private void to(
      String system, BiFunction<Long, Long, List<byte[]>> events, long after, long upTo) {
    List<Subscription> own = subscriptions.of(system);
    if (own.isEmpty()) {
      return;
    }
    for (byte[] body : events.apply(after, upTo)) {
      own.forEach(one -> outbox.send(system, request(one, body)));
    }
  }

  private static HttpRequest request(Subscription one, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(one.url()))
            .timeout(Outbox.PATIENCE)
            .header("Content-Type", "application/json");
    if (one.system().equals("pagerduty")) {
      request.header("X-PagerDuty-Signature", "v1=" + JiraSender.signature(one.token(), body));
    } else {
      request.header("X-Throughline-Token", one.token());
    }
    return request.POST(BodyPublishers.ofByteArray(body)).build();
  }
}
