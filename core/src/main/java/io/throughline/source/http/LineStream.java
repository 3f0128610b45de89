package io.throughline.source.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An answer without an end, line by line. No more is taken from the network than one line and what
 * came with it, however fast the source tells. For one thread.
 */
final class LineStream implements AutoCloseable {
  /**
   * Longest wait for the next byte. A source may have nothing to tell for hours, but a connection
   * that was lost on the way looks just the same; to make a new one costs little.
   */
  static final Duration SILENCE = Duration.ofMinutes(5);

  /** Largest line. */
  static final int LINE = 5 * 1024 * 1024;

  private static final int BEGINNING = 2_000;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final int status;
  private final Map<String, String> headers;
  private final PulledBody body;
  private final Duration silence;
  private ByteBuffer left = NOTHING;

  private LineStream(HttpResponse<PulledBody> response, Duration silence) {
    this.status = response.statusCode();
    this.headers = Exchange.headers(response);
    this.body = response.body();
    this.silence = silence;
  }

  /** Opened once the head of the answer is there, whatever its status. */
  static LineStream open(HttpClient client, HttpRequest request, DoorLimits limits)
      throws IOException, InterruptedException {
    return open(client, request, limits, SILENCE);
  }

  static LineStream open(
      HttpClient client, HttpRequest request, DoorLimits limits, Duration silence)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<PulledBody>> coming =
        client.sendAsync(request, head -> new PulledBody());
    try {
      return new LineStream(coming.get(limits.silence().toNanos(), TimeUnit.NANOSECONDS), silence);
    } catch (TimeoutException e) {
      coming.cancel(true);
      throw new HttpTimeoutException("nothing came for " + limits.silence());
    } catch (InterruptedException e) {
      coming.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException problem) {
        throw problem;
      }
      throw new IOException("the request failed: " + e.getCause(), e.getCause());
    }
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** The first bytes of an answer that is no stream, to tell what it said. */
  byte[] beginning() throws IOException, InterruptedException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    while (said.size() < BEGINNING && fill()) {
      while (left.hasRemaining() && said.size() < BEGINNING) {
        said.write(left.get());
      }
    }
    return said.toByteArray();
  }

  /**
   * The next line that is not empty, waiting for it; null at the end. What comes after the last end
   * of a line was broken off and is left out.
   */
  byte @Nullable [] next() throws IOException, InterruptedException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (fill()) {
      int from = left.position();
      int end = from;
      while (end < left.limit() && left.get(end) != '\n') {
        end++;
      }
      if (line.size() + (end - from) > LINE) {
        throw new CappedBody.TooLargeException(LINE);
      }
      byte[] piece = new byte[end - from];
      left.get(piece);
      line.writeBytes(piece);
      if (left.hasRemaining()) {
        left.get();
        byte[] whole = withoutReturn(line.toByteArray());
        if (whole.length > 0) {
          return whole;
        }
        line.reset();
      }
    }
    return null;
  }

  private static byte[] withoutReturn(byte[] line) {
    return line.length > 0 && line[line.length - 1] == '\r'
        ? Arrays.copyOf(line, line.length - 1)
        : line;
  }

  /** Whether there is a byte to read; waits for it. */
  private boolean fill() throws IOException, InterruptedException {
    while (!left.hasRemaining()) {
      ByteBuffer next = body.take(silence);
      if (next == null) {
        return false;
      }
      left = next;
    }
    return true;
  }

  @Override
  public void close() {
    body.cancel();
  }
}
