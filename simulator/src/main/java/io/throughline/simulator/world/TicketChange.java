package io.throughline.simulator.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a ticket's history.
 *
 * @param id unique in the tracker, rising within a ticket
 * @param at epoch milliseconds
 */
public record TicketChange(long id, long at, Account by, List<Item> items) {
  /** One property that changed, in the notation of {@link TicketField}. */
  public record Item(TicketField field, @Nullable String from, @Nullable String to) {}
}
