package io.throughline.simulator.live;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** Sends what it is given, one after the other in each lane, without retries. */
final class Outbox implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(10);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final Map<String, ExecutorService> lanes = new ConcurrentHashMap<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /** Queues a request behind those of the same lane. */
  void send(String lane, HttpRequest request) {
    try {
      lanes.computeIfAbsent(lane, Outbox::open).execute(() -> deliver(request));
    } catch (RejectedExecutionException e) {
      failed.incrementAndGet(); // shutting down
    }
  }

  private static ExecutorService open(String lane) {
    return Executors.newSingleThreadExecutor(Thread.ofVirtual().name("hook-" + lane).factory());
  }

  private void deliver(HttpRequest request) {
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      (status / 100 == 2 ? sent : failed).incrementAndGet();
    } catch (IOException e) {
      failed.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  long sent() {
    return sent.get();
  }

  long failed() {
    return failed.get();
  }

  @Override
  public void close() {
    lanes.values().forEach(ExecutorService::shutdownNow);
    client.shutdownNow();
  }
}
