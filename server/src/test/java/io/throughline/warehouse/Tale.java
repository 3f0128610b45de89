package io.throughline.warehouse;

import static io.throughline.warehouse.Telling.id;

import io.throughline.model.fact.Criteria;
import io.throughline.model.fact.Ticket;
import io.throughline.model.fact.TicketChange;
import io.throughline.model.fact.TicketField;
import io.throughline.model.fact.TicketKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ticket of which the changes are told one by one, oldest first; it begins in status 1. */
final class Tale {
  private final long number;
  private final TicketKind kind;
  private final Instant created;
  private final Map<TicketField, String> now = new HashMap<>();
  private final List<TicketChange> changes = new ArrayList<>();
  @Nullable Long parent;
  String labels = "";

  Tale(long number, TicketKind kind, Instant created) {
    this.number = number;
    this.kind = kind;
    this.created = created;
    now.put(TicketField.STATUS, "1");
  }

  Tale set(TicketField field, @Nullable String value, Instant at) {
    String was = field == TicketField.SPRINT ? null : now.get(field);
    changes.add(
        new TicketChange(
            id(number), changes.size() + ":1", field, was, null, value, null, null, at));
    now.put(field, value);
    return this;
  }

  List<Telling> told() {
    String points = now.get(TicketField.POINTS);
    String assignee = now.get(TicketField.ASSIGNEE);
    boolean criteria = now.containsKey(TicketField.CRITERIA_TEXT);
    Telling ticket =
        Telling.page(
            new Ticket(
                id(number),
                id(7),
                "SHOP-" + number,
                "Title",
                "https://x/" + number,
                "Story",
                kind,
                Long.valueOf(now.get(TicketField.STATUS)),
                null,
                null,
                null,
                null,
                now.get(TicketField.OUTCOME),
                assignee == null ? null : Long.valueOf(assignee),
                null,
                parent,
                points == null ? null : Double.valueOf(points),
                null,
                false,
                labels,
                "",
                "",
                "",
                null,
                criteria ? Criteria.PRESENT : Criteria.MISSING,
                null,
                created,
                null,
                false));
    Telling set =
        Telling.set(
            TicketChange.class, id(number), "changelog", changes.toArray(TicketChange[]::new));
    return List.of(ticket, set);
  }
}
