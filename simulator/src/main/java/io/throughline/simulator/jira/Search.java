package io.throughline.simulator.jira;

import io.throughline.simulator.http.Refused;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** All tickets that a query means, in its order. */
  List<Ticket> all(Jql jql, long now) {
    return wanted(jql, now).sorted(order(jql, now)).toList();
  }

  /**
   * One page.
   *
   * @param token what the page before answered; empty for the first page
   */
  Found page(Jql jql, String token, int size, long now) {
    List<Comparable<?>> after = token.isEmpty() ? null : read(token, jql);
    Comparator<Ticket> order = order(jql, now);
    // The rest is not sorted: a long search would be sorted anew for each of its pages.
    PriorityQueue<Ticket> first = new PriorityQueue<>(size + 2, order.reversed());
    wanted(jql, now)
        .filter(ticket -> after == null || isBehind(ticket, after, jql, now))
        .forEach(
            ticket -> {
              first.add(ticket);
              if (first.size() > size + 1) {
                first.poll();
              }
            });
    boolean more = first.size() > size;
    if (more) {
      first.poll();
    }
    List<Ticket> page = first.stream().sorted(order).toList();
    return new Found(page, more ? write(page.getLast(), jql, now) : null);
  }

  private Stream<Ticket> wanted(Jql jql, long now) {
    return site.tracker().tickets().stream()
        .filter(ticket -> ticket.createdAt() <= now && jql.wanted().test(ticket));
  }

  // What each part of the order goes by; the id last, so that no two places are equal. Without an
  // order the newest comes first.
  private static List<Jql.Order> parts(Jql jql) {
    List<Jql.Order> out = new ArrayList<>(jql.order());
    out.add(new Jql.Order("id", !out.isEmpty()));
    return out;
  }

  private static Comparable<?> part(Jql.Order order, Ticket ticket, long now) {
    return switch (order.field()) {
      case "updated" -> ticket.updatedAt(now);
      case "created" -> ticket.createdAt();
      case "key" -> key(String.valueOf(ticket.at(now).get(TicketField.KEY)));
      default -> ticket.id();
    };
  }

  /** A text that sorts like the key. */
  private static String key(String key) {
    int dash = key.indexOf('-');
    String number = key.substring(dash + 1);
    return key.substring(0, dash) + "0".repeat(19 - number.length()) + number;
  }

  private static Comparator<Ticket> order(Jql jql, long now) {
    List<Jql.Order> parts = parts(jql);
    return (one, other) -> {
      int found = 0;
      for (int i = 0; found == 0 && i < parts.size(); i++) {
        Jql.Order part = parts.get(i);
        found = compare(part, part(part, one, now), part(part, other, now));
      }
      return found;
    };
  }

  private static boolean isBehind(Ticket ticket, List<Comparable<?>> place, Jql jql, long now) {
    List<Jql.Order> parts = parts(jql);
    int found = 0;
    for (int i = 0; found == 0 && i < parts.size(); i++) {
      found = compare(parts.get(i), part(parts.get(i), ticket, now), place.get(i));
    }
    return found > 0;
  }

  private static int compare(Jql.Order order, Comparable<?> one, Comparable<?> other) {
    int found =
        one instanceof Long number
            ? Long.compare(number, (Long) other)
            : one.toString().compareTo(other.toString());
    return order.rising() ? found : -found;
  }

  private static String write(Ticket last, Jql jql, long now) {
    String place =
        parts(jql).stream()
            .map(part -> part(part, last, now).toString())
            .collect(Collectors.joining(BETWEEN));
    byte[] bytes = place.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static List<Comparable<?>> read(String token, Jql jql) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      List<String> place = List.of(text.split(BETWEEN));
      List<Jql.Order> parts = parts(jql);
      if (place.size() == parts.size()) {
        List<Comparable<?>> out = new ArrayList<>();
        for (int i = 0; i < place.size(); i++) {
          boolean key = parts.get(i).field().equals("key");
          out.add(key ? place.get(i) : (Comparable<?>) Long.valueOf(place.get(i)));
        }
        return out;
      }
    } catch (IllegalArgumentException e) {
      throw new Refused(400, "The provided nextPageToken is invalid: " + e.getMessage());
    }
    throw new Refused(400, "The provided nextPageToken belongs to another search.");
  }
}
