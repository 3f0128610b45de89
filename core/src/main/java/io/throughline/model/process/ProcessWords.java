package io.throughline.model.process;

import java.util.Set;
import java.util.regex.Pattern;

/** The words in which a process file states its rules. */
public final class ProcessWords {
  /** Moments in the life of a ticket; beside these, {@code status:} with a status's name. */
  public static final Set<String> MARKS =
      Set.of(
          "created",
          "estimated",
          "criteria",
          "broken-down",
          "prepared",
          "planned",
          "sprint-started",
          "in-progress",
          "done",
          "code-started",
          "merged",
          "to-build",
          "built",
          "to-deploy",
          "deployed");

  /** How it is found out whether a ticket has an output. */
  public static final Set<String> RULES =
      Set.of(
          "criteria",
          "broken-down",
          "estimated",
          "planned",
          "assigned",
          "merged",
          "tested",
          "designed",
          "tests-changed",
          "built",
          "deployed");

  private static final Pattern STATUS = Pattern.compile("status:\\S.*");
  private static final Pattern CONDITION =
      Pattern.compile("label:\\S.*|kind:\\S+|priority:\\S.*|board:kanban|merge-request:hotfix");

  private ProcessWords() {}

  /** Whether a phase can be entered or left by it. */
  public static boolean isMark(String word) {
    return MARKS.contains(word) || STATUS.matcher(word).matches();
  }

  /** Whether a variant can be recognised by it. */
  public static boolean isCondition(String word) {
    return CONDITION.matcher(word).matches();
  }
}
