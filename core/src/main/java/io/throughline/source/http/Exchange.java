package io.throughline.source.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** One request and its answer, within the limits of silence, time and size. */
final class Exchange {
  /** Any answer, good or bad, unpacked. */
  record Answer(int status, Map<String, String> headers, byte[] body) {}

  private final HttpClient client;
  private final DoorLimits limits;

  Exchange(HttpClient client, DoorLimits limits) {
    this.client = client;
    this.limits = limits;
  }

  Answer send(HttpRequest request) throws IOException, InterruptedException {
    AtomicLong lastByteAt = new AtomicLong(System.nanoTime());
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(request, head -> new CappedBody(limits.bytes(), lastByteAt));
    try {
      HttpResponse<byte[]> response = await(coming, lastByteAt);
      Map<String, String> headers = headers(response);
      byte[] body = response.body();
      if ("gzip".equalsIgnoreCase(headers.get("content-encoding")) && body.length > 0) {
        body = CappedBody.unpacked(body, limits.bytes());
      }
      return new Answer(response.statusCode(), headers, body);
    } finally {
      coming.cancel(true);
    }
  }

  private HttpResponse<byte[]> await(
      CompletableFuture<HttpResponse<byte[]>> coming, AtomicLong lastByteAt)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      long now = System.nanoTime();
      long silence = limits.silence().toNanos() - (now - lastByteAt.get());
      long whole = limits.page().toNanos() - (now - start);
      if (silence <= 0) {
        throw new HttpTimeoutException("nothing came for " + seconds(limits.silence()));
      }
      if (whole <= 0) {
        throw new HttpTimeoutException("the answer was not whole after " + seconds(limits.page()));
      }
      try {
        return coming.get(Math.min(silence, whole), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        continue;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException problem) {
          throw problem;
        }
        throw new IOException("the request failed: " + e.getCause(), e.getCause());
      }
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " seconds";
  }

  static Map<String, String> headers(HttpResponse<?> response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
    return headers;
  }
}
