package io.throughline.metric;

/** A metric, team or service that does not exist; the message names it. */
public final class UnknownNameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownNameException(String message) {
    super(message);
  }
}
