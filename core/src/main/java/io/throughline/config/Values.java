package io.throughline.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.model.org.Dated;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads single values of a document and notes what is wrong with them. */
final class Values {
  private final YamlDocument document;

  Values(YamlDocument document) {
    this.document = document;
  }

  void problem(JsonNode node, String where, String message) {
    document.problem(node, where, message);
  }

  static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() && !value.asText().isBlank() ? value.asText().strip() : null;
  }

  static @Nullable Double number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? value.asDouble() : null;
  }

  /** A single value or a list of them, as texts. */
  static List<String> texts(JsonNode node) {
    if (node.isValueNode()) {
      return List.of(node.asText().strip());
    }
    List<String> all = new ArrayList<>();
    node.forEach(item -> all.add(item.asText().strip()));
    return all;
  }

  ZoneId zone(JsonNode node, String where, ZoneId otherwise) {
    if (!node.isTextual()) {
      return otherwise;
    }
    try {
      return ZoneId.of(node.asText());
    } catch (DateTimeException e) {
      problem(
          node, where, "there is no zone " + node.asText() + "; expected one like Europe/Berlin");
      return otherwise;
    }
  }

  @Nullable LocalDate date(JsonNode node, String where) {
    if (!node.isTextual()) {
      return null;
    }
    try {
      return LocalDate.parse(node.asText());
    } catch (DateTimeException e) {
      problem(node, where, node.asText() + " is no day; expected one like 2026-05-15");
      return null;
    }
  }

  Set<LocalDate> dates(JsonNode nodes, String where) {
    Set<LocalDate> all = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      LocalDate date = date(nodes.get(i), where + "[" + i + "]");
      if (date != null) {
        all.add(date);
      }
    }
    return all;
  }

  /**
   * Reads {@code [ada, {person: bob, from: ..., to: ...}]}; what is not in {@code known} is a
   * mistake.
   *
   * @param known null where only the source knows what there is
   */
  List<Dated<String>> dated(
      JsonNode nodes, String field, String where, @Nullable Set<String> known) {
    List<Dated<String>> all = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      String here = where + "[" + i + "]";
      String id = node.isValueNode() ? node.asText() : node.path(field).asText("");
      if (known != null && !known.contains(id)) {
        problem(node, here, "there is no " + field + " " + id + "; add it, or correct the name");
        continue;
      }
      LocalDate from = date(node.path("from"), here + ".from");
      LocalDate to = date(node.path("to"), here + ".to");
      if (from != null && to != null && !from.isBefore(to)) {
        problem(
            node,
            here,
            "it ends before it begins: to is the first day on which it no longer holds");
      }
      all.add(new Dated<>(id, from, to));
    }
    return all;
  }

  /** Notes each id that was used before. */
  void unique(JsonNode nodes, String where) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      String id = nodes.get(i).path("id").asText("");
      if (!id.isEmpty() && !seen.add(id)) {
        problem(nodes.get(i), where + "[" + i + "].id", id + " is used twice; ids are unique");
      }
    }
  }
}
