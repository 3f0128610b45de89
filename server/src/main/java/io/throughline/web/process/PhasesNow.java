package io.throughline.web.process;

import io.throughline.conformance.PhaseNow;
import io.throughline.conformance.PhaseNow.Inside;
import io.throughline.model.metric.Unit;
import io.throughline.web.Links;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import io.throughline.web.process.ProcessPage.Now;
import io.throughline.web.process.ProcessPage.PhaseItem;
import java.time.ZoneId;
import java.util.List;

/** What is in each phase now, in words. */
record PhasesNow(List<PhaseNow> phases, ZoneId zone) {
  /** Whether tickets are followed at all. */
  boolean followed() {
    return phases.stream().anyMatch(p -> p.tickets() > 0 || p.came() > 0 || p.left() > 0);
  }

  Now of(String id) {
    return phases.stream()
        .filter(p -> p.id().equals(id) && p.followed() && followed())
        .findFirst()
        .map(this::now)
        .orElse(new Now(false, "", "", "", "", "", List.of(), ""));
  }

  private Now now(PhaseNow phase) {
    long more = phase.tickets() - phase.items().size();
    return new Now(
        true,
        Numbers.count(phase.tickets()),
        phase.open()
            ? phase.tickets() == 1 ? "ticket in it" : "tickets in it"
            : "came in the last 30 days",
        phase.over() == 0 ? "" : Numbers.count(phase.over()) + " over",
        phase.missing() == 0
            ? ""
            : Numbers.count(phase.missing())
                + " of "
                + Numbers.count(phase.tickets())
                + " lack an output so far.",
        "7 days: "
            + Numbers.count(phase.came())
            + " came"
            + (phase.open() ? ", " + Numbers.count(phase.left()) + " left" : ""),
        phase.open() ? phase.items().stream().map(this::item).toList() : List.of(),
        phase.open() && more > 0 ? "And " + Numbers.count(more) + " more." : "");
  }

  private PhaseItem item(Inside inside) {
    Double days = inside.workedDays();
    return new PhaseItem(
        inside.key(),
        inside.title() == null ? "" : inside.title(),
        Links.ticket(inside.key()),
        inside.board() == null ? "" : inside.board(),
        Times.day(inside.since().atZone(zone).toLocalDate()),
        days == null ? "–" : Numbers.withUnit(days, Unit.DAYS),
        inside.over(),
        String.join(", ", inside.missing()));
  }
}
