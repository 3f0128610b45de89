package io.throughline.simulator.http;

/** An answer other than the wanted one, with the system's text. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;
  private final String text;

  public Refused(int status, String message) {
    super(message, null, false, false);
    this.status = status;
    this.text = message;
  }

  /** What the system says. */
  public String text() {
    return text;
  }

  public int status() {
    return status;
  }
}
