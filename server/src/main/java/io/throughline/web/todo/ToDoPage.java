package io.throughline.web.todo;

import io.throughline.web.Frame;
import io.throughline.web.part.Choice;
import java.util.List;

/** What the page of things to do prints. */
public record ToDoPage(
    Frame frame, String scope, List<Choice> teams, int total, List<RoleGroup> roles) {

  /** What one role has to see to. */
  public record RoleGroup(String id, String role, List<Task> tasks) {}

  /**
   * One thing.
   *
   * @param tone {@code near} while there is time, {@code missed} when it is late
   */
  public record Task(
      String tone, String sentence, String detail, List<Ticket> tickets, String more) {}

  /** A ticket. */
  public record Ticket(String key, String title, String href) {}
}
