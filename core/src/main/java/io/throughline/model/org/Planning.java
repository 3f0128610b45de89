package io.throughline.model.org;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a team plans its sprints.
 *
 * @param bugs whether an estimate is asked of bugs as well as of stories and tasks
 * @param bugsFrom first local day on which it is; null: always
 * @param focus share of the working time that is planned for, above 0 up to 1
 */
public record Planning(boolean bugs, @Nullable LocalDate bugsFrom, double focus) {
  /** What holds for a team that says nothing. */
  public static final Planning USUAL = new Planning(false, null, 0.8);
}
