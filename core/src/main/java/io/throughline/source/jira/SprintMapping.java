package io.throughline.source.jira;

import io.throughline.model.fact.Sprint;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sprints: objects of the API and of webhooks, and the text that Data Center writes into issues.
 */
final class SprintMapping {
  private static final Pattern PART =
      Pattern.compile(
          "(?<=[\\[,])(id|rapidViewId|state|name|startDate|endDate|completeDate|activatedDate"
              + "|sequence|goal|synced|autoStartStop|incompleteIssuesDestinationId)=");

  private SprintMapping() {}

  /** A sprint of the API or of a webhook. */
  static void page(Scope scope, JsonValue sprint, boolean complete, Harvest harvest)
      throws UnmappableException {
    harvest.unversioned(of(scope, sprint, null), complete && sprint.has("state"));
  }

  /** The source told that the sprint is gone. */
  static void gone(Scope scope, JsonValue sprint, Harvest harvest) throws UnmappableException {
    harvest.unversioned(of(scope, sprint, true), false);
  }

  /** A sprint of which only its number is known is gone. */
  static void gone(long id, Harvest harvest) {
    harvest.unversioned(new Sprint(id, null, null, null, null, null, null, null, true), false);
  }

  private static Sprint of(Scope scope, JsonValue sprint, @Nullable Boolean deleted)
      throws UnmappableException {
    Long board = scope.reference(sprint, "originBoardId");
    return new Sprint(
        scope.id(sprint, "id"),
        board == null ? scope.reference(sprint, "boardId") : board,
        sprint.text("name"),
        empty(sprint.text("goal")),
        state(sprint.text("state")),
        scope.plannedTime(sprint, "startDate"),
        scope.plannedTime(sprint, "endDate"),
        scope.plannedTime(sprint, "completeDate"),
        deleted);
  }

  /** The sprints in an issue's field, as labels; empty for none. */
  static String field(Scope scope, @Nullable JsonValue field, Harvest harvest)
      throws UnmappableException {
    Set<Long> numbers = new TreeSet<>();
    List<JsonValue> items =
        field == null ? List.of() : field.isArray() ? field.items() : List.of(field);
    for (JsonValue item : items) {
      if (item.isObject()) {
        numbers.add(item.requiredInteger("id"));
        page(scope, item, false, harvest);
      } else {
        numbers.add(text(scope, item, harvest));
      }
    }
    return numbers.isEmpty()
        ? ""
        : numbers.stream().map(String::valueOf).collect(Collectors.joining(",", ",", ","));
  }

  private static long text(Scope scope, JsonValue item, Harvest harvest)
      throws UnmappableException {
    String text = item.text();
    if (text != null && text.matches("[0-9]{1,14}")) {
      return Long.parseLong(text);
    }
    Map<String, String> parts = text == null ? Map.of() : parts(text);
    String id = parts.getOrDefault("id", "");
    if (!id.matches("[0-9]{1,14}")) {
      throw item.unexpected("a sprint");
    }
    String board = parts.getOrDefault("rapidViewId", "");
    harvest.unversioned(
        new Sprint(
            scope.id(item, Long.parseLong(id)),
            board.matches("[0-9]{1,14}") ? scope.id(item, Long.parseLong(board)) : null,
            parts.get("name"),
            parts.get("goal"),
            state(parts.get("state")),
            time(item, parts.get("startDate")),
            time(item, parts.get("endDate")),
            time(item, parts.get("completeDate")),
            null),
        false);
    return Long.parseLong(id);
  }

  /** A name may hold commas and brackets, so each part goes on until the next known one. */
  static Map<String, String> parts(String text) {
    Map<String, String> parts = new HashMap<>();
    int open = text.indexOf('[');
    int close = text.lastIndexOf(']');
    if (open < 0 || close < open) {
      return parts;
    }
    String inside = text.substring(open, close);
    Matcher part = PART.matcher(inside);
    String name = "";
    int from = 0;
    while (part.find()) {
      put(parts, name, inside, from, part.start() - 1);
      name = part.group(1);
      from = part.end();
    }
    put(parts, name, inside, from, inside.length());
    return parts;
  }

  private static void put(Map<String, String> parts, String name, String text, int from, int to) {
    if (!name.isEmpty()) {
      String value = text.substring(from, Math.max(from, to));
      if (!value.isEmpty() && !value.equals("<null>")) {
        parts.putIfAbsent(name, value);
      }
    }
  }

  private static @Nullable Instant time(JsonValue place, @Nullable String text)
      throws UnmappableException {
    return text == null ? null : Times.of(place, text);
  }

  private static @Nullable String state(@Nullable String state) {
    return state == null || state.isBlank() ? null : state.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String empty(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
