package io.throughline.source.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body that is there as soon as its head is, and comes as it is taken: the network is asked for
 * the next piece only when the former one was used up.
 */
final class PulledBody implements BodySubscriber<PulledBody> {
  private final Queue<ByteBuffer> pieces = new ArrayDeque<>();
  private Flow.@Nullable Subscription subscription;
  private @Nullable Throwable problem;
  private boolean asked;
  private boolean over;

  @Override
  public CompletionStage<PulledBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription started) {
    subscription = started;
    if (over) {
      started.cancel();
    }
    notifyAll();
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    asked = false;
    pieces.addAll(buffers);
    notifyAll();
  }

  @Override
  public synchronized void onError(Throwable thrown) {
    problem = thrown;
    over = true;
    notifyAll();
  }

  @Override
  public synchronized void onComplete() {
    over = true;
    notifyAll();
  }

  /**
   * The next piece, waiting for it; null at the end.
   *
   * @throws HttpTimeoutException when nothing came for so long
   */
  @Nullable ByteBuffer take(Duration silence) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      Flow.Subscription asking;
      synchronized (this) {
        ByteBuffer piece = pieces.poll();
        if (piece != null) {
          return piece;
        }
        if (problem != null) {
          throw new IOException(problem.getMessage(), problem);
        }
        if (over) {
          return null;
        }
        asking = asked ? null : subscription;
        asked |= asking != null;
      }
      if (asking != null) {
        // Not under the lock: the piece may come at once, in this very call.
        asking.request(1);
      }
      await(start, silence);
    }
  }

  private synchronized void await(long start, Duration silence)
      throws IOException, InterruptedException {
    while (pieces.isEmpty() && !over && (asked || subscription == null)) {
      long left = silence.toMillis() - (System.nanoTime() - start) / 1_000_000;
      if (left <= 0) {
        throw new HttpTimeoutException("nothing came for " + silence.toSeconds() + " seconds");
      }
      wait(left);
    }
  }

  /** Takes no more; the connection is closed. */
  void cancel() {
    Flow.Subscription running;
    synchronized (this) {
      over = true;
      running = subscription;
    }
    if (running != null) {
      running.cancel();
    }
  }
}
