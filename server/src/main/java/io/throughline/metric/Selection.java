package io.throughline.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code SELECT} of a metric's text, taken apart, so that the metrics of one table can be
 * answered in one pass over it.
 *
 * @param columns what is selected: the expression by its name
 * @param table what is selected from: a table's name, or a whole text in parentheses
 * @param alias by which the expressions call a row of it
 * @param where the condition
 */
record Selection(Map<String, String> columns, String table, String alias, String where) {
  /** The column that says since when an observation may be told; without it, since it happened. */
  static final String KNOWN_AT = "known_at";

  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
  private static final Pattern UNION = Pattern.compile("(?i)\\bUNION\\s+ALL\\b");
  private static final Pattern SELECT =
      Pattern.compile(
          "(?is)\\s*SELECT\\s+(.*?)\\s+FROM\\s+([a-z_]+)\\s+([a-z]+)(?:\\s+WHERE\\s+(.*?))?\\s*");

  /** Words with which a text is more than rows of one table. */
  private static final Pattern MORE =
      Pattern.compile(
          "(?i)\\b(join|group|order|having|limit|union|except|intersect|distinct|window|with"
              + "|select)\\b");

  private static final Pattern NAMED = Pattern.compile("(?is)(.*\\S)\\s+AS\\s+([a-z][a-z0-9_]*)");
  private static final Pattern PLAIN = Pattern.compile("(?i)[a-z]+\\.([a-z][a-z0-9_]*)");

  Selection {
    columns = Map.copyOf(columns);
  }

  /**
   * The selects of a text, where {@code UNION ALL} is all that joins them and each reads one table;
   * empty for any other text.
   */
  static List<Selection> of(String sql) {
    String text = COMMENT.matcher(sql).replaceAll(" ");
    String flat = flat(text);
    List<Selection> all = new ArrayList<>();
    Matcher union = UNION.matcher(flat);
    int from = 0;
    while (union.find()) {
      if (!add(text.substring(from, union.start()), all)) {
        return List.of();
      }
      from = union.end();
    }
    return add(text.substring(from), all) ? List.copyOf(all) : List.of();
  }

  /** A text as it is, as if it were a table that has its columns under their own names. */
  static Selection whole(String sql, Iterable<String> names) {
    Map<String, String> columns = new LinkedHashMap<>();
    names.forEach(name -> columns.put(name, "o." + name));
    return new Selection(columns, "(" + sql + ")", "o", "TRUE");
  }

  /** The expression of a column that the contract of an observation wants. */
  String column(String name) {
    String expression = columns.get(name);
    if (expression == null) {
      throw new IllegalStateException("the text of a metric gives no column " + name);
    }
    return expression;
  }

  private static boolean add(String text, List<Selection> all) {
    Matcher select = SELECT.matcher(flat(text));
    if (!select.matches()
        || MORE.matcher(select.group(1)).find()
        || (select.group(4) != null && MORE.matcher(select.group(4)).find())) {
      return false;
    }
    Map<String, String> columns = new LinkedHashMap<>();
    int from = select.start(1);
    for (String item : select.group(1).split(",", -1)) {
      String expression = text.substring(from, from + item.length()).strip();
      from += item.length() + 1;
      Matcher named = NAMED.matcher(expression);
      Matcher plain = PLAIN.matcher(expression);
      if (named.matches()) {
        columns.put(named.group(2), named.group(1));
      } else if (plain.matches()) {
        columns.put(plain.group(1), expression);
      } else {
        return false;
      }
    }
    String where =
        select.group(4) == null ? "TRUE" : text.substring(select.start(4), select.end(4)).strip();
    return all.add(new Selection(columns, select.group(2), select.group(3), where));
  }

  /** The text with underscores in place of everything in parentheses or quotes. */
  static String flat(String text) {
    StringBuilder flat = new StringBuilder(text);
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')') {
        depth--;
      } else if (quoted || depth > 0) {
        flat.setCharAt(i, '_');
      }
    }
    return flat.toString();
  }
}
