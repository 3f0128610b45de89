package io.throughline.simulator.world;

/** How a ticket ended. */
public enum Resolution {
  DONE("10000", "Done"),
  WONT_DO("10001", "Won't Do"),
  DUPLICATE("10002", "Duplicate");

  private final String id;
  private final String label;

  Resolution(String id, String label) {
    this.id = id;
    this.label = label;
  }

  /** The tracker's number of it. */
  public String id() {
    return id;
  }

  /** What people read. */
  public String label() {
    return label;
  }
}
