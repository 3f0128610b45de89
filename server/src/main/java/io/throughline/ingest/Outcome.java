package io.throughline.ingest;

import java.time.Duration;

/** What became of a webhook request, and so what its sender is told. */
public sealed interface Outcome {
  /** The status code of HTTP. */
  int status();

  /** It is stored, durably, under this number. */
  record Accepted(long sequence) implements Outcome {
    @Override
    public int status() {
      return 202;
    }
  }

  /** It had been stored before; nothing changed. */
  record Repeated(long sequence) implements Outcome {
    @Override
    public int status() {
      return 202;
    }
  }

  /** It is not genuine. The reason is for the sources page, not for the sender. */
  record Refused(String reason) implements Outcome {
    @Override
    public int status() {
      return 401;
    }
  }

  /** There is no such address. */
  record Unknown() implements Outcome {
    @Override
    public int status() {
      return 404;
    }
  }

  /** The body is larger than may be, as it came or unpacked. */
  record TooLarge() implements Outcome {
    @Override
    public int status() {
      return 413;
    }
  }

  /** It could not be stored; the sender should come again after a while. */
  record Unavailable(Duration retryAfter) implements Outcome {
    @Override
    public int status() {
      return 503;
    }
  }
}
