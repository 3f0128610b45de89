package io.throughline.source;

/**
 * A delivery that cannot be mapped; it goes to the dead letters with this reason. The message says
 * what was found, where (a JSON pointer) and what was expected, for a person to read; it never
 * carries a secret or more than a short piece of the payload.
 */
public final class UnmappableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  /**
   * @param pointer JSON pointer to the place, or empty text for the whole body
   */
  public UnmappableException(String pointer, String message) {
    super(message);
    this.pointer = pointer;
  }

  /** JSON pointer to the place, or empty text for the whole body. */
  public String pointer() {
    return pointer;
  }
}
