package io.throughline.simulator.jira;

import io.throughline.simulator.http.Refused;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searching in pages: each page begins after the place at which the one before it ended. */
final class Search {
  /** The tickets of a page, and the place at which it ended; null for the last page. */
  record Found(List<Ticket> tickets, @Nullable String next) {}

  private static final String BETWEEN = "\n";
  private final Site site;

  Search(Site site) {
    this.site = site;
  }

  /** A ticket and its place in the order. */
  private record Placed(Ticket ticket, List<String> place) {}

  /** All tickets that a query means, in its order. */
  List<Ticket> all(Jql jql, long now) {
    return placed(jql, now, order(jql), null).stream().map(Placed::ticket).toList();
  }

  /**
   * One page.
   *
   * @param token what the page before answered; empty for the first page
   */
  Found page(Jql jql, String token, int size, long now) {
    List<String> after = token.isEmpty() ? null : read(token, jql);
    List<Placed> rest = placed(jql, now, order(jql), after);
    boolean more = rest.size() > size;
    List<Placed> page = more ? rest.subList(0, size) : rest;
    String next = more ? write(page.getLast().place()) : null;
    return new Found(page.stream().map(Placed::ticket).toList(), next);
  }

  private List<Placed> placed(
      Jql jql, long now, Comparator<List<String>> order, @Nullable List<String> after) {
    List<Placed> out = new ArrayList<>();
    for (Ticket ticket : site.tracker().tickets()) {
      if (ticket.createdAt() <= now && jql.wanted().test(ticket)) {
        List<String> place = place(ticket, jql, now);
        if (after == null || order.compare(place, after) > 0) {
          out.add(new Placed(ticket, place));
        }
      }
    }
    out.sort((one, other) -> order.compare(one.place(), other.place()));
    return out;
  }

  // Texts that sort like what they stand for; the id last, so that no two places are equal.
  private static List<String> place(Ticket ticket, Jql jql, long now) {
    List<String> out = new ArrayList<>();
    for (Jql.Order order : jql.order()) {
      out.add(
          switch (order.field()) {
            case "updated" -> number(ticket.updatedAt(now));
            case "created" -> number(ticket.createdAt());
            case "key" -> key(String.valueOf(ticket.at(now).get(TicketField.KEY)));
            default -> number(ticket.id());
          });
    }
    out.add(number(ticket.id()));
    return out;
  }

  private static String key(String key) {
    int dash = key.indexOf('-');
    return key.substring(0, dash) + number(Long.parseLong(key.substring(dash + 1)));
  }

  private static String number(long value) {
    String text = Long.toString(value);
    return "0".repeat(19 - text.length()) + text;
  }

  private static Comparator<List<String>> order(Jql jql) {
    return (one, other) -> {
      for (int i = 0; i < one.size(); i++) {
        int found = one.get(i).compareTo(other.get(i));
        if (found != 0) {
          // Without an order the newest comes first.
          boolean rising =
              i < jql.order().size() ? jql.order().get(i).rising() : !jql.order().isEmpty();
          return rising ? found : -found;
        }
      }
      return 0;
    };
  }

  private static String write(List<String> place) {
    byte[] bytes = String.join(BETWEEN, place).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static List<String> read(String token, Jql jql) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      List<String> place = List.of(text.split(BETWEEN));
      if (place.size() == jql.order().size() + 1) {
        return place;
      }
    } catch (IllegalArgumentException e) {
      throw new Refused(400, "The provided nextPageToken is invalid: " + e.getMessage());
    }
    throw new Refused(400, "The provided nextPageToken belongs to another search.");
  }
}
