package io.throughline.source.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** Gathers a body and stops reading where it grows too large. */
final class CappedBody implements BodySubscriber<byte[]> {
  /** A body over the cap; trying again would not make it smaller. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(int cap) {
      super("the answer is larger than " + cap / (1024 * 1024) + " MB");
    }
  }

  private final int cap;
  private final AtomicLong lastByteAt;
  private final Bytes bytes = new Bytes();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private Flow.Subscription subscription;

  /**
   * @param lastByteAt set to {@link System#nanoTime} whenever something comes
   */
  CappedBody(int cap, AtomicLong lastByteAt) {
    this.cap = cap;
    this.lastByteAt = lastByteAt;
    this.subscription = NOT_YET;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription started) {
    lastByteAt.set(System.nanoTime());
    subscription = started;
    started.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    lastByteAt.set(System.nanoTime());
    for (ByteBuffer buffer : buffers) {
      if (bytes.size() + (long) buffer.remaining() > cap) {
        subscription.cancel();
        whole.completeExceptionally(new TooLargeException(cap));
        return;
      }
      bytes.add(buffer);
    }
  }

  @Override
  public void onError(Throwable problem) {
    whole.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    whole.complete(bytes.toByteArray());
  }

  /** Unpacks a gzip body, no further than the cap. */
  static byte[] unpacked(byte[] packed, int cap) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 8192)) {
      byte[] plain = in.readNBytes(cap + 1);
      if (plain.length > cap) {
        throw new TooLargeException(cap);
      }
      return plain;
    }
  }

  private static final Flow.Subscription NOT_YET =
      new Flow.Subscription() {
        @Override
        public void request(long n) {
          throw new IllegalStateException("nothing to ask yet");
        }

        @Override
        public void cancel() {
          throw new IllegalStateException("nothing to stop yet");
        }
      };

  private static final class Bytes extends ByteArrayOutputStream {
    Bytes() {
      super(8192);
    }

    void add(ByteBuffer buffer) {
      int length = buffer.remaining();
      byte[] piece = new byte[length];
      buffer.get(piece);
      write(piece, 0, length);
    }
  }
}
