package io.throughline.source;

/**
 * A source that does not answer as it should. The message is for the sources page: what happened,
 * where (path without secrets) and what to do.
 */
public final class SourceException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What follows from a failure. */
  public enum Remedy {
    /** Try again later; nobody has to do anything. */
    RETRY,
    /** Somebody must act (a revoked token, a wrong address); trying again soon is useless. */
    PERSON,
    /** This one thing is gone or closed to us; the others go on. */
    SKIP
  }

  private final Remedy remedy;

  public SourceException(Remedy remedy, String message) {
    super(message);
    this.remedy = remedy;
  }

  public SourceException(Remedy remedy, String message, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** What follows. */
  public Remedy remedy() {
    return remedy;
  }
}
