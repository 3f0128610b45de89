package io.throughline.metric;

import java.util.List;

/** The metric files cannot be used; all faults are named at once, each with its file. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> faults;

  public CatalogueException(List<String> faults) {
    super("The metric files have " + faults.size() + " fault(s):\n" + String.join("\n", faults));
    this.faults = List.copyOf(faults);
  }

  /** One sentence each, beginning with the file. */
  public List<String> faults() {
    return faults;
  }
}
