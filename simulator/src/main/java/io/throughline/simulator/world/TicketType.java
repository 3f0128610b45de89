package io.throughline.simulator.world;

/** What kind of work a ticket is. */
public enum TicketType {
  EPIC("10000", "Epic", 1),
  STORY("10001", "Story", 0),
  TASK("10002", "Task", 0),
  SUBTASK("10003", "Sub-task", -1),
  BUG("10004", "Bug", 0),
  SPIKE("10005", "Spike", 0),
  REQUEST("10006", "[System] Service request", 0);

  private final String id;
  private final String label;
  private final int level;

  TicketType(String id, String label, int level) {
    this.id = id;
    this.label = label;
    this.level = level;
  }

  /** The tracker's number of it. */
  public String id() {
    return id;
  }

  /** What people read. */
  public String label() {
    return label;
  }

  /** 1 above the stories, 0 beside them, -1 below. */
  public int level() {
    return level;
  }

  /** True for what coverages ask: a story or a task. */
  public boolean story() {
    return this == STORY || this == TASK;
  }

  /**
   * The type with this number.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static TicketType of(String id) {
    for (TicketType type : values()) {
      if (type.id.equals(id)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no such type: " + id);
  }
}
