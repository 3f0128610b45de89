package io.throughline.simulator.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.http.Credentials;
import io.throughline.simulator.http.Front;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.production.CheckSpan;
import io.throughline.simulator.production.CheckSpan.Maintenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PagerDuty's interface behind the common port, under {@code /pagerduty}; it is only read. */
public final class PagerDutyServer {
  static final String PREFIX = "/pagerduty";
  private static final int PAGE = 25;
  private static final int LONGEST_PAGE = 100;
  private static final int MOST_ROWS = 10_000;
  private static final long LONGEST_RANGE = Duration.ofDays(180).toMillis();
  private static final long MONTH = Duration.ofDays(30).toMillis();
  private static final String NOT_FOUND = "Not Found";

  private final PagerDutyManner manner = new PagerDutyManner();
  private final Directory directory;
  private final LongSupplier clock;
  private final Credentials credentials;

  /** Answers as soon as the port does. */
  public PagerDutyServer(Front front, Directory directory, LongSupplier clock, String token) {
    this.directory = directory;
    this.clock = clock;
    this.credentials = new Credentials(token);
    front.api(PREFIX, manner, this::answer);
  }

  /** Address of the interface. */
  public static String base(Front front) {
    return front.base() + PREFIX;
  }

  private boolean allowed(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    String start = "Token token=";
    return header != null
        && header.startsWith(start)
        && credentials.allow("Bearer " + header.substring(start.length()));
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    Request request = Request.of(exchange);
    try {
      if (!allowed(exchange)) {
        return manner.error(401, "Unauthorized");
      }
      if (!request.method().equals("GET")) {
        throw new Refused(403, "This key is read-only");
      }
      List<String> path = request.path().subList(1, request.path().size());
      String kind = path.isEmpty() ? "" : path.getFirst();
      String query = exchange.getRequestURI().getRawQuery();
      ObjectNode body =
          switch (path.size()) {
            case 1 -> list(request, kind, all(query, "statuses[]"));
            case 2 -> one(kind, path.get(1), all(query, "include[]"));
            case 3 -> part(request, kind, path.get(1), path.get(2));
            default -> throw new Refused(404, NOT_FOUND);
          };
      return Reply.json(body.toString().getBytes(StandardCharsets.UTF_8));
    } catch (Refused refused) {
      return manner.error(refused.status(), refused.text());
    }
  }

  /** All values of a parameter that may stand more than once. */
  private static Set<String> all(@Nullable String query, String name) {
    return Arrays.stream(query == null ? new String[0] : query.split("&"))
        .map(Request::form)
        .map(Map::entrySet)
        .flatMap(Set::stream)
        .filter(pair -> pair.getKey().equals(name))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  private ObjectNode list(Request request, String kind, Set<String> statuses) {
    return switch (kind) {
      case "services" -> page(request, kind, directory.services());
      case "users" -> page(request, kind, directory.users());
      case "maintenance_windows" -> page(request, kind, windows(request));
      case "incidents" -> page(request, kind, incidents(request, statuses));
      case "log_entries" -> page(request, kind, log(request));
      default -> throw new Refused(404, NOT_FOUND);
    };
  }

  private ObjectNode one(String kind, String id, Set<String> include) {
    ObjectNode found =
        switch (kind) {
          case "services" -> byId(directory.services(), id);
          case "users" -> byId(directory.users(), id);
          case "maintenance_windows" ->
              byId(maintenance().stream().map(directory::window).toList(), id);
          case "incidents" -> incident(id).json(include.contains("custom_fields"));
          default -> throw new Refused(404, NOT_FOUND);
        };
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.set(kind.substring(0, kind.length() - 1), found);
    return out;
  }

  private ObjectNode part(Request request, String kind, String id, String part) {
    if (!kind.equals("incidents")) {
      throw new Refused(404, NOT_FOUND);
    }
    Incident incident = incident(id);
    return switch (part) {
      case "log_entries" -> page(request, part, incident.entries());
      case "alerts" -> page(request, part, List.of(incident.alert()));
      default -> throw new Refused(404, NOT_FOUND);
    };
  }

  private static ObjectNode byId(List<ObjectNode> all, String id) {
    return all.stream()
        .filter(one -> one.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow(() -> new Refused(404, NOT_FOUND));
  }

  private Incident incident(String id) {
    return Incident.all(directory, clock.getAsLong()).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Refused(404, NOT_FOUND));
  }

  private static ObjectNode page(Request request, String field, List<ObjectNode> rows) {
    int limit = Math.min(LONGEST_PAGE, request.number("limit", PAGE));
    int offset = request.number("offset", 0);
    if (limit < 1 || offset < 0 || offset + limit > MOST_ROWS) {
      throw new Refused(400, "Offset plus limit must not exceed " + MOST_ROWS);
    }
    int from = Math.min(offset, rows.size());
    int to = Math.min(from + limit, rows.size());
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ArrayNode page = out.putArray(field);
    rows.subList(from, to).forEach(page::add);
    out.put("limit", limit).put("offset", offset).putNull("total");
    return out.put("more", to < rows.size());
  }

  private List<Maintenance> maintenance() {
    return CheckSpan.maintenance(directory.production().era(), clock.getAsLong());
  }

  private List<ObjectNode> windows(Request request) {
    long now = clock.getAsLong();
    String filter = request.text("filter", "all");
    return maintenance().stream()
        .filter(
            window ->
                switch (filter) {
                  case "past" -> window.to() <= now;
                  case "future" -> window.from() > now;
                  case "ongoing" -> window.from() <= now && window.to() > now;
                  case "open" -> window.to() > now;
                  case "all" -> true;
                  default -> throw new Refused(400, "Filter is not one of the accepted values");
                })
        .map(directory::window)
        .toList();
  }

  private List<ObjectNode> incidents(Request request, Set<String> statuses) {
    long now = clock.getAsLong();
    boolean ever = request.text("date_range", "").equals("all");
    Long since = request.time("since");
    Long until = request.time("until");
    long from = ever ? 0 : since == null ? now - MONTH : since;
    long to = ever || until == null ? Long.MAX_VALUE : until;
    if (!ever && Math.min(to, now) - from > LONGEST_RANGE) {
      throw new Refused(400, "Since and until must be less than 6 months apart");
    }
    List<Incident> found = new ArrayList<>();
    for (Incident one : Incident.all(directory, now)) {
      boolean inside = one.createdAt() >= from && one.createdAt() < to;
      if (inside && (statuses.isEmpty() || statuses.contains(one.status()))) {
        found.add(one);
      }
    }
    boolean newest = !request.text("sort_by", "created_at:asc").endsWith(":asc");
    List<Incident> sorted = newest ? found.reversed() : found;
    return sorted.stream().map(one -> one.json(false)).toList();
  }

  /** The newest first. */
  private List<ObjectNode> log(Request request) {
    Long since = request.time("since");
    Long until = request.time("until");
    long from = since == null ? 0 : since;
    long to = until == null ? Long.MAX_VALUE : until;
    record Told(Incident incident, Happening happening) {}
    List<Told> told = new ArrayList<>();
    for (Incident incident : Incident.all(directory, clock.getAsLong())) {
      incident.log().stream()
          .filter(h -> h.at() >= from && h.at() < to)
          .forEach(h -> told.add(new Told(incident, h)));
    }
    told.sort(
        Comparator.comparingLong((Told one) -> one.happening().at())
            .thenComparing(one -> one.happening().kind())
            .thenComparing(one -> one.incident().id())
            .reversed());
    return told.stream().map(one -> one.incident().entry(one.happening())).toList();
  }
}
