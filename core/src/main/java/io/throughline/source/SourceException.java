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
  private final int status;

  public SourceException(Remedy remedy, String message) {
    this(remedy, message, 0);
  }

  public SourceException(Remedy remedy, String message, int status) {
    super(message);
    this.remedy = remedy;
    this.status = status;
  }

  public SourceException(Remedy remedy, String message, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
    this.status = 0;
  }

  /** What follows. */
  public Remedy remedy() {
    return remedy;
  }

  /** The HTTP status that the source answered with; 0 when it was not the status. */
  public int status() {
    return status;
  }
}
