package io.throughline.simulator.jira;

import io.throughline.simulator.http.Refused;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Jira's query language that machines use: comparisons joined with AND, and an order.
 *
 * @param wanted whether a ticket is meant, as of the moment at which the query was read
 * @param bounded true when something restricts it
 */
record Jql(Predicate<Ticket> wanted, List<Order> order, boolean bounded) {
  /** One part of the order; the field is updated, created, key or id. */
  record Order(String field, boolean rising) {}

  private static final Pattern CLAUSE =
      Pattern.compile(
          "(?i)\\s*(\"?[\\w\\[\\]]+\"?)\\s*(>=|<=|!=|=|>|<|not in\\b|in\\b)\\s*"
              + "(\\([^)]*\\)|\"[^\"]*\"|'[^']*'|[\\w.:+-]+)\\s*");
  private static final Pattern VALUE = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s,()]+)");

  /**
   * Reads a query.
   *
   * @throws Refused with 400 and Jira's words when it cannot be read
   */
  static Jql of(String text, Site site, long now) {
    String[] part = text.split("(?i)\\border\\s+by\\b", 2);
    List<Order> order = part.length < 2 ? List.of() : order(part[1]);
    Predicate<Ticket> wanted = ticket -> true;
    if (part[0].isBlank()) {
      return new Jql(wanted, order, false);
    }
    for (String clause : part[0].split("(?i)\\s+and\\s+")) {
      Matcher m = CLAUSE.matcher(clause);
      if (!m.matches()) {
        throw wrong("Error in the JQL Query: cannot read '" + clause.strip() + "'.");
      }
      String field = m.group(1).replace("\"", "").toLowerCase(Locale.ROOT);
      String operator = m.group(2).toLowerCase(Locale.ROOT);
      wanted = wanted.and(clause(field, operator, values(m.group(3)), site, now));
    }
    return new Jql(wanted, order, true);
  }

  private static Refused wrong(String text) {
    return new Refused(400, text);
  }

  private static List<String> values(String text) {
    List<String> out = new ArrayList<>();
    boolean list = text.startsWith("(");
    Matcher m = VALUE.matcher(list ? text.substring(1, text.length() - 1) : text);
    while (m.find()) {
      out.add(m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(3));
    }
    return out;
  }

  private static List<Order> order(String text) {
    List<Order> out = new ArrayList<>();
    for (String part : text.split(",")) {
      String[] word = part.strip().toLowerCase(Locale.ROOT).split("\\s+");
      String field = word[0].equals("issuekey") ? "key" : word[0];
      if (!Set.of("updated", "created", "key", "id").contains(field)) {
        throw wrong("Not able to sort using field '" + word[0] + "'.");
      }
      out.add(new Order(field, word.length < 2 || word[1].equals("asc")));
    }
    return out;
  }

  private static Predicate<Ticket> clause(
      String field, String operator, List<String> values, Site site, long now) {
    boolean set = operator.equals("=") || operator.equals("in");
    return switch (field) {
      case "updated", "updateddate" -> {
        LongPredicate when = moment(field, operator, values, site, now);
        yield ticket -> when.test(ticket.updatedAt(now));
      }
      case "created", "createddate" -> {
        LongPredicate when = moment(field, operator, values, site, now);
        yield ticket -> when.test(ticket.createdAt());
      }
      case "project" -> {
        Set<String> ids = only(field, set, operator, projects(values, site));
        yield ticket -> ids.contains(ticket.at(now).get(TicketField.PROJECT));
      }
      case "key", "issuekey", "issue" -> {
        Set<Long> ids = only(field, set, operator, keys(values, site, now));
        yield ticket -> ids.contains(ticket.id());
      }
      case "id" -> {
        Set<Long> ids = only(field, set, operator, ids(values, site, now));
        yield ticket -> ids.contains(ticket.id());
      }
      case "sprint" -> {
        Set<String> ids = only(field, set, operator, new HashSet<>(values));
        yield ticket -> {
          String in = ticket.at(now).get(TicketField.SPRINTS);
          return in != null && List.of(in.split(", ")).stream().anyMatch(ids::contains);
        };
      }
      default ->
          throw wrong(
              "Field '" + field + "' does not exist or you do not have permission to view it.");
    };
  }

  private static <T> Set<T> only(String field, boolean possible, String operator, Set<T> ids) {
    if (!possible) {
      throw wrong("The operator '" + operator + "' is not supported by the '" + field + "' field.");
    }
    return ids;
  }

  private static LongPredicate moment(
      String field, String operator, List<String> values, Site site, long now) {
    Long moment = values.isEmpty() ? null : JqlTime.of(values.getFirst(), site.zone(), now);
    if (moment == null) {
      throw wrong(
          "Date value '"
              + values
              + "' for field '"
              + field
              + "' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm',"
              + " 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.");
    }
    return switch (operator) {
      case ">=" -> at -> at >= moment;
      case ">" -> at -> at > moment;
      case "<=" -> at -> at <= moment;
      case "<" -> at -> at < moment;
      default ->
          throw wrong(
              "The operator '" + operator + "' is not supported by the '" + field + "' field.");
    };
  }

  private static Set<String> projects(List<String> values, Site site) {
    Set<String> out = new HashSet<>();
    for (String value : values) {
      Board board = site.boardOf(value.toUpperCase(Locale.ROOT));
      if (board == null) {
        throw wrong("The value '" + value + "' does not exist for the field 'project'.");
      }
      out.add("" + board.projectId());
    }
    return out;
  }

  private static Set<Long> keys(List<String> values, Site site, long now) {
    Set<Long> out = new HashSet<>();
    for (String value : values) {
      Ticket ticket = Lookup.ticket(site, value, now);
      if (ticket == null) {
        throw wrong("An issue with key '" + value + "' does not exist for field 'key'.");
      }
      out.add(ticket.id());
    }
    return out;
  }

  private static Set<Long> ids(List<String> values, Site site, long now) {
    Set<Long> out = new HashSet<>();
    for (String value : values) {
      Ticket ticket = value.matches("\\d{1,18}") ? Lookup.ticket(site, value, now) : null;
      if (ticket == null) {
        throw wrong("A value with ID '" + value + "' does not exist for the field 'id'.");
      }
      out.add(ticket.id());
    }
    return out;
  }
}
