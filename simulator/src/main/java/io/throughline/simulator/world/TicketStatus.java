package io.throughline.simulator.world;

/** The steps of the one workflow that all teams use. */
public enum TicketStatus {
  TO_DO("10010", "To Do", Category.TO_DO),
  IN_PROGRESS("3", "In Progress", Category.IN_PROGRESS),
  IN_REVIEW("10011", "In Review", Category.IN_PROGRESS),
  BLOCKED("10012", "Blocked", Category.IN_PROGRESS),
  DONE("10013", "Done", Category.DONE);

  /** The tracker's own three kinds of status. */
  public enum Category {
    TO_DO(2, "new", "To Do", "blue-gray"),
    IN_PROGRESS(4, "indeterminate", "In Progress", "yellow"),
    DONE(3, "done", "Done", "green");

    private final int id;
    private final String key;
    private final String label;
    private final String colour;

    Category(int id, String key, String label, String colour) {
      this.id = id;
      this.key = key;
      this.label = label;
      this.colour = colour;
    }

    public int id() {
      return id;
    }

    public String key() {
      return key;
    }

    public String label() {
      return label;
    }

    public String colour() {
      return colour;
    }
  }

  private final String id;
  private final String label;
  private final Category category;

  TicketStatus(String id, String label, Category category) {
    this.id = id;
    this.label = label;
    this.category = category;
  }

  /** The tracker's number of it. */
  public String id() {
    return id;
  }

  /** What people read. */
  public String label() {
    return label;
  }

  public Category category() {
    return category;
  }

  /**
   * The status with this number.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static TicketStatus of(String id) {
    for (TicketStatus status : values()) {
      if (status.id.equals(id)) {
        return status;
      }
    }
    throw new IllegalArgumentException("no such status: " + id);
  }
}
