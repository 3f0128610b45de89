package io.throughline.simulator.jira;

import io.throughline.simulator.http.Refused;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds a ticket by its number, by its key, or by a key that it had before it moved. */
final class Lookup {
  private Lookup() {}

  /** The ticket as far as it exists at the moment, or null. */
  static @Nullable Ticket ticket(Site site, String idOrKey, long now) {
    if (idOrKey.matches("\\d{1,18}")) {
      Ticket ticket = site.tracker().ticket(Long.parseLong(idOrKey));
      return ticket == null || ticket.createdAt() > now ? null : ticket;
    }
    String key = idOrKey.toUpperCase(Locale.ROOT);
    Ticket ticket = site.tracker().ticket(key);
    if (ticket == null || ticket.createdAt() > now) {
      return null;
    }
    boolean has = ticket.firstKey().equals(key) || key.equals(ticket.at(now).get(TicketField.KEY));
    return has ? ticket : null; // a key that it is going to get is nobody's yet
  }

  /** As {@link #ticket}, but absence is refused as Jira does. */
  static Ticket known(Site site, String idOrKey, long now) {
    Ticket ticket = ticket(site, idOrKey, now);
    if (ticket == null) {
      throw new Refused(404, "Issue does not exist or you do not have permission to see it.");
    }
    return ticket;
  }
}
