package io.throughline.metric;

import io.throughline.model.fact.Correction;
import java.time.Instant;
import java.util.List;

/** What people said in place of rules, about incidents and deployments. */
@FunctionalInterface
public interface Corrections {
  /**
   * Those before a moment, newest first.
   *
   * @param id of the one that was told last; of one moment only those below it follow
   */
  List<Correction> before(Instant at, long id, int limit);
}
