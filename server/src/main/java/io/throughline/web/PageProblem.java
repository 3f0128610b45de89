package io.throughline.web;

/** A page cannot be shown, and the person who asked can do something about it. */
public final class PageProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private PageProblem(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The address asks for something that makes no sense. */
  public static PageProblem badAddress(String message) {
    return new PageProblem(400, message);
  }

  /** The address names something that does not exist. */
  public static PageProblem notFound(String message) {
    return new PageProblem(404, message);
  }

  /** The HTTP status to answer with. */
  public int status() {
    return status;
  }
}
