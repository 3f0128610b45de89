package io.throughline.source.http;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The door, on the JDK's own client: HTTP/1.1 with kept connections, no redirects. One door and one
 * gate a source; safe for many virtual threads.
 *
 * <p>The addresses of the host are judged before every request. The JDK keeps an answer of the name
 * service for half a minute, so what is dialled is what was judged.
 */
public final class JdkHttpDoor implements HttpDoor, AutoCloseable {
  private static final Duration SKEW_WORTH_TELLING = Duration.ofSeconds(60);

  private final DoorSettings settings;
  private final Gate gate;
  private final Names names;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Redaction redaction;
  private final AddressRules rules;
  private final HttpClient client;
  private final Exchange exchange;
  private volatile Observed observed = new Observed("", Instant.MIN);
  private volatile Duration skew = Duration.ZERO;

  /** A door on the real network. */
  public JdkHttpDoor(DoorSettings settings, Gate gate, Clock clock, Sleeper sleeper) {
    this(settings, gate, clock, sleeper, Names.SYSTEM);
  }

  /** A door that asks another name service. */
  public JdkHttpDoor(DoorSettings settings, Gate gate, Clock clock, Sleeper sleeper, Names names) {
    this.settings = settings;
    this.gate = gate;
    this.names = names;
    this.clock = clock;
    this.sleeper = sleeper;
    this.redaction = Redaction.of(settings.authentication());
    this.rules = AddressRules.forHost(settings.base().getHost(), settings.allowPrivate());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.limits().connect())
            // What is done with what comes never blocks, so no worker needs to be woken for it.
            .executor(Runnable::run)
            .build();
    this.exchange = new Exchange(client, settings.limits());
  }

  /**
   * How far the source's clock is ahead of ours by its last answer, when it is more than a minute
   * off either way.
   */
  public Optional<Duration> skew() {
    Duration seen = skew;
    return seen.abs().compareTo(SKEW_WORTH_TELLING) > 0 ? Optional.of(seen) : Optional.empty();
  }

  /** The gate that all requests of this source share. */
  public Gate gate() {
    return gate;
  }

  @Override
  public Page get(String pathAndQuery) throws SourceException, InterruptedException {
    return page(request(pathAndQuery).build(), true);
  }

  @Override
  public Page file(String path) throws SourceException, InterruptedException {
    try {
      return page(request(path).setHeader("Accept", "*/*").build(), false);
    } catch (SourceException e) {
      if (e.getCause() instanceof CappedBody.TooLargeException) {
        throw new SourceException(Remedy.SKIP, String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  @Override
  public Page ask(String path, byte[] question) throws SourceException, InterruptedException {
    return page(post(path, question), true);
  }

  @Override
  public Page tell(String path, byte[] message) throws SourceException, InterruptedException {
    return once(post(path, message), 0, true);
  }

  @Override
  public void listen(String path, Lines lines) throws SourceException, InterruptedException {
    HttpRequest request = request(path).setHeader("Accept-Encoding", "identity").build();
    URI uri = request.uri();
    // It waits like everybody else, but holds no place while it listens, and its failures do not
    // close the source to what is asked.
    gate.enter();
    gate.leave();
    judge(uri.getHost());
    try (LineStream stream = LineStream.open(client, request, settings.limits())) {
      if (stream.status() != 200) {
        refused(stream, uri);
      }
      lines.opened();
      for (byte[] line = stream.next(); line != null; line = stream.next()) {
        lines.line(line);
      }
    } catch (IOException e) {
      throw Faults.explain(e, what(uri), redaction);
    }
  }

  private void refused(LineStream stream, URI uri)
      throws SourceException, IOException, InterruptedException {
    byte[] said = stream.beginning();
    if (Answers.limited(stream.status(), stream.headers(), said)) {
      gate.pause(
          Waits.asked(stream.headers(), clock.instant())
              .orElseGet(() -> Waits.backoff(0, ThreadLocalRandom.current())));
    }
    throw Answers.failure(
        stream.status(), stream.headers(), said, what(uri), settings.tokenAdvice(), redaction);
  }

  private HttpRequest post(String path, byte[] body) throws SourceException {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private Page page(HttpRequest request, boolean json)
      throws SourceException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try {
        return once(request, attempt, json);
      } catch (SourceException e) {
        boolean again =
            e.remedy() == Remedy.RETRY && !(e.getCause() instanceof CappedBody.TooLargeException);
        if (!again || attempt >= settings.limits().retries() || gate.isOpen()) {
          throw e;
        }
      }
      sleeper.sleep(Waits.backoff(attempt, ThreadLocalRandom.current()));
    }
  }

  private Page once(HttpRequest request, int attempt, boolean json)
      throws SourceException, InterruptedException {
    URI uri = request.uri();
    long wave = gate.enter();
    try {
      judge(uri.getHost());
      Page page = answer(request, attempt, json);
      gate.succeeded();
      return page;
    } catch (SourceException e) {
      if (e.remedy() != Remedy.RETRY) {
        gate.succeeded();
      } else if (e.status() != 429) {
        gate.failed(wave, uri.getRawPath());
      }
      throw e;
    } finally {
      gate.leave();
    }
  }

  private Page answer(HttpRequest request, int attempt, boolean json)
      throws SourceException, InterruptedException {
    URI uri = request.uri();
    Exchange.Answer answer;
    try {
      answer = exchange.send(request);
    } catch (IOException e) {
      throw Faults.explain(e, what(uri), redaction);
    }
    observeClock(answer.headers());
    int status = answer.status();
    if (Answers.limited(status, answer.headers(), answer.body())) {
      gate.pause(
          Waits.asked(answer.headers(), clock.instant())
              .orElseGet(() -> Waits.backoff(attempt, ThreadLocalRandom.current())));
      throw new SourceException(
          Remedy.RETRY, "The source limits how often it may be asked (" + status + ").", 429);
    }
    if (status < 200 || status > 299) {
      throw Answers.failure(
          status, answer.headers(), answer.body(), what(uri), settings.tokenAdvice(), redaction);
    }
    if (Waits.exhausted(answer.headers())) {
      Waits.asked(answer.headers(), clock.instant()).ifPresent(gate::pause);
    }
    Optional<String> fault =
        json
            ? WholeJson.fault(answer.headers().getOrDefault("content-type", ""), answer.body())
            : Optional.empty();
    if (fault.isPresent()) {
      throw new SourceException(
          Remedy.RETRY, redaction.clean(fault.get(), 400) + " (" + what(uri) + ")", status);
    }
    return new Page(status, answer.headers(), answer.body());
  }

  private HttpRequest.Builder request(String pathAndQuery) throws SourceException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(Target.of(settings.base(), pathAndQuery))
            .header("Accept", "application/json")
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", "throughline");
    // A system may ask for its version by a media type of its own.
    settings.authentication().headers().forEach(request::setHeader);
    return request;
  }

  private void judge(String host) throws SourceException {
    InetAddress[] addresses;
    try {
      addresses = names.addresses(host);
    } catch (UnknownHostException e) {
      throw new SourceException(
          Remedy.RETRY, "The name " + host + " leads nowhere: is the address right?", e);
    }
    for (InetAddress address : addresses) {
      Optional<String> refusal = rules.refusal(address);
      if (refusal.isPresent()) {
        throw new SourceException(
            Remedy.PERSON,
            "The name "
                + host
                + " leads to "
                + address.getHostAddress()
                + ", which is not asked: "
                + refusal.get()
                + ". If the source really lives in your own network, set allow_private: true for it.");
      }
    }
  }

  /** What a source said of its time, and when by ours. */
  private record Observed(String told, Instant at) {}

  /** The same second need not be read twice; a clock that stands still is another matter. */
  private void observeClock(Map<String, String> headers) {
    String told = headers.getOrDefault("date", "");
    Instant now = clock.instant();
    Observed last = observed;
    if (told.equals(last.told()) && now.isBefore(last.at().plusSeconds(1))) {
      return;
    }
    observed = new Observed(told, now);
    Waits.date(told).ifPresent(theirs -> skew = Duration.between(now, theirs));
  }

  private String what(URI uri) {
    return redaction.clean(uri.getRawPath(), 200);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
