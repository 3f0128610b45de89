package io.throughline.web;

import io.throughline.warehouse.Change;
import java.util.function.Consumer;

/** Tells of commits of the warehouse. */
@FunctionalInterface
public interface ChangeFeed {
  /**
   * Listens from now on. The listener is called on the feed's own thread and returns at once.
   *
   * @return ends the listening; may be run more than once, from any thread
   */
  Runnable subscribe(Consumer<Change> listener);
}
