package io.throughline.source.jira;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.TicketChange;
import io.throughline.model.fact.TicketField;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The items of one history in our words; fields that are not kept give nothing. */
record ChangeItems(Scope scope, FieldIds ids, long ticket, String history) {
  private static final int MOST_WORDS = 40;
  private static final Set<String> PARENT =
      Set.of("parent", "issueparentassociation", "epic link", "parent issue");

  /** What one end of a change is called and reads. */
  private record End(@Nullable String value, @Nullable String name) {}

  /** The changes, in the order of the items. */
  List<TicketChange> of(List<JsonValue> items, @Nullable Long actor, Instant at)
      throws UnmappableException {
    List<TicketChange> changes = new ArrayList<>();
    for (int place = 0; place < items.size(); place++) {
      new Row(history + ":" + place, items.get(place), items, actor, at, changes).map();
    }
    return changes;
  }

  /** One item. */
  private final class Row {
    private final String key;
    private final JsonValue item;
    private final List<JsonValue> all;
    private final @Nullable Long actor;
    private final Instant at;
    private final List<TicketChange> changes;

    Row(
        String key,
        JsonValue item,
        List<JsonValue> all,
        @Nullable Long actor,
        Instant at,
        List<TicketChange> changes) {
      this.key = key;
      this.item = item;
      this.all = all;
      this.actor = actor;
      this.at = at;
      this.changes = changes;
    }

    void map() throws UnmappableException {
      if (ids.is("sprint", item)) {
        sprints();
      } else if (ids.is("points", item)) {
        put(TicketField.POINTS, ChangeItems::points);
      } else if (ids.is("criteria", item)) {
        int min = ids.criteriaMin();
        criteria("", TicketField.CRITERIA_FIELD, t -> word(AcceptanceCriteria.ofField(t, min)));
      } else if (ids.is("flagged", item)) {
        put(TicketField.FLAGGED, end -> new End(empty(end.name()) == null ? null : "true", null));
      } else {
        standard();
      }
    }

    private void standard() throws UnmappableException {
      String field = item.text("field");
      String name = field == null ? "" : field.toLowerCase(Locale.ROOT);
      if (PARENT.contains(name) || ids.is("epic_link", item)) {
        put(TicketField.PARENT, end -> new End(factId(end.value()), end.name()));
        return;
      }
      switch (name) {
        case "status" -> put(TicketField.STATUS, end -> end);
        case "issuetype" -> put(TicketField.KIND, ChangeItems::kind);
        case "resolution" ->
            put(
                TicketField.OUTCOME,
                end -> new End(TicketKinds.outcome(end.name()), empty(end.name())));
        case "assignee" -> put(TicketField.ASSIGNEE, end -> new End(account(end.value()), null));
        case "timeoriginalestimate" ->
            put(TicketField.ESTIMATE, end -> new End(number(end.value(), end.name()), null));
        case "priority" -> put(TicketField.PRIORITY, end -> new End(end.name(), null));
        case "labels" -> put(TicketField.LABELS, end -> new End(labels(end.name()), null));
        case "fix version", "fixversions", "fix version/s" ->
            put(TicketField.FIX_VERSIONS, end -> new End(one(end.name()), null));
        case "key" -> put(TicketField.KEY, end -> new End(end.name(), null));
        case "link" -> put(TicketField.LINK, end -> new End(end.value(), null));
        case "remoteissuelink", "remoteworkitemlink" ->
            put(TicketField.REMOTE_LINK, end -> new End(end.value(), null));
        case "project" -> tracker();
        case "description" -> {
          criteria("", TicketField.CRITERIA_TEXT, t -> word(AcceptanceCriteria.ofDescription(t)));
          criteria(
              ":checklist",
              TicketField.CHECKLIST,
              t -> Integer.toString(AcceptanceCriteria.checklist(t)));
          documents();
        }
        default -> {
          // Everything else that people write into tickets is theirs.
        }
      }
    }

    private void tracker() throws UnmappableException {
      JsonValue moved = null;
      for (JsonValue other : all) {
        if ("key".equalsIgnoreCase(other.text("field"))) {
          moved = other;
        }
      }
      End from = end("from");
      End to = end("to");
      add(
          "",
          TicketField.TRACKER,
          new End(factId(from.value()), prefix(moved, "fromString", from)),
          new End(factId(to.value()), prefix(moved, "toString", to)));
    }

    private @Nullable String prefix(@Nullable JsonValue moved, String side, End end)
        throws UnmappableException {
      String text = moved == null ? null : moved.text(side);
      int dash = text == null ? -1 : text.lastIndexOf('-');
      return text == null || dash < 1 ? end.name() : text.substring(0, dash);
    }

    private void sprints() throws UnmappableException {
      Set<Long> before = numbers(item.text("from"));
      Set<Long> after = numbers(item.text("to"));
      for (long number : before) {
        if (!after.contains(number)) {
          String text = Long.toString(number);
          add(":-" + text, TicketField.SPRINT, new End(text, null), new End(null, null));
        }
      }
      for (long number : after) {
        if (!before.contains(number)) {
          String text = Long.toString(number);
          add(":+" + text, TicketField.SPRINT, new End(null, null), new End(text, null));
        }
      }
    }

    private void documents() throws UnmappableException {
      Set<String> before = DocumentAddresses.of(item.text("fromString"));
      Set<String> after = DocumentAddresses.of(item.text("toString"));
      int place = 0;
      for (String address : before) {
        if (!after.contains(address)) {
          add(":-d" + place++, TicketField.DOCUMENT, new End(address, null), new End(null, null));
        }
      }
      for (String address : after) {
        if (!before.contains(address)) {
          add(":+d" + place++, TicketField.DOCUMENT, new End(null, null), new End(address, null));
        }
      }
    }

    private void criteria(String more, TicketField field, Function<@Nullable String, String> of)
        throws UnmappableException {
      add(
          more,
          field,
          new End(of.apply(item.text("fromString")), null),
          new End(of.apply(item.text("toString")), null));
    }

    private void put(TicketField field, Function<End, End> of) throws UnmappableException {
      add("", field, of.apply(end("from")), of.apply(end("to")));
    }

    private End end(String side) throws UnmappableException {
      return new End(empty(item.text(side)), empty(item.text(side + "String")));
    }

    private void add(String more, TicketField field, End from, End to) {
      if (!from.equals(to)) {
        changes.add(
            new TicketChange(
                ticket,
                key + more,
                field,
                from.value(),
                from.name(),
                to.value(),
                to.name(),
                actor,
                at));
      }
    }

    private @Nullable String account(@Nullable String identity) {
      return identity == null ? null : Long.toString(AccountMapping.id(scope, identity));
    }

    private @Nullable String factId(@Nullable String text) {
      return text != null && text.matches("[0-9]{1,14}")
          ? Long.toString(FactId.of(scope.config().source(), Long.parseLong(text)))
          : null;
    }
  }

  /** What is no number is kept as a name, so that it is seen. */
  private static End points(End end) {
    String number = number(end.name(), end.value());
    String words = end.name() == null ? end.value() : end.name();
    if (number != null || words == null) {
      return new End(decimal(number), null);
    }
    return new End(null, words.substring(0, Math.min(MOST_WORDS, words.length())));
  }

  private static End kind(End end) {
    String name = end.name();
    return name == null ? end : new End(word(TicketKinds.byName(name)), name);
  }

  private static Set<Long> numbers(@Nullable String list) {
    Set<Long> numbers = new TreeSet<>();
    for (String part : list == null ? new String[0] : list.split(",")) {
      if (part.strip().matches("[0-9]{1,14}")) {
        numbers.add(Long.valueOf(part.strip()));
      }
    }
    return numbers;
  }

  private static @Nullable String number(@Nullable String first, @Nullable String second) {
    for (@Nullable String text : new @Nullable String[] {first, second}) {
      if (text != null && text.strip().matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?")) {
        return text.strip();
      }
    }
    return null;
  }

  private static @Nullable String decimal(@Nullable String number) {
    return number == null ? null : Double.toString(Double.parseDouble(number));
  }

  private static @Nullable String labels(@Nullable String text) {
    return text == null ? null : "," + String.join(",", text.strip().split("\\s+")) + ",";
  }

  private static @Nullable String one(@Nullable String text) {
    return text == null ? null : "," + text.strip() + ",";
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String empty(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
