package io.throughline.web.sprint;

import io.throughline.model.metric.Unit;
import io.throughline.model.time.WorkCalendar;
import io.throughline.model.time.WorkHours;
import io.throughline.sprint.SprintTicket;
import io.throughline.sprint.Usual;
import io.throughline.web.Links;
import io.throughline.web.part.Numbers;
import io.throughline.web.sprint.SprintPage.AgeRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Open tickets by their age, in working days of the team, against what is usual on the board. */
record Ages(WorkCalendar calendar, Usual usual, Instant now) {
  private record Aged(AgeRow row, double days) {}

  /** The oldest first; what was never begun has no age. */
  List<AgeRow> rows(List<SprintTicket> tickets, int most) {
    List<Aged> all = new ArrayList<>();
    for (SprintTicket ticket : tickets) {
      Instant started = ticket.startedAt();
      Instant since = ticket.statusSince();
      if ("in_progress".equals(ticket.category()) && !ticket.removed() && started != null) {
        double age = WorkHours.days(calendar, started, now);
        all.add(
            new Aged(
                new AgeRow(
                    ticket.key(),
                    Objects.requireNonNullElse(ticket.title(), ""),
                    Links.ticket(ticket.key()),
                    Objects.requireNonNullElse(ticket.status(), ""),
                    since == null ? "–" : days(WorkHours.days(calendar, since, now)),
                    days(age),
                    tone(age),
                    words(age)),
                age));
      }
    }
    return all.stream()
        .sorted(Comparator.comparingDouble(Aged::days).reversed().thenComparing(a -> a.row().key()))
        .limit(most)
        .map(Aged::row)
        .toList();
  }

  /** What is usual, in words. */
  String words() {
    Double p50 = usual.p50();
    Double p85 = usual.p85();
    return p50 == null || p85 == null
        ? "Fewer than five tickets of the board were finished in 90 days, so nothing is usual yet."
        : "Usual on this board, from the first In Progress to Done: half within "
            + days(p50)
            + ", 85 % within "
            + days(p85)
            + "; n = "
            + Numbers.count(usual.n())
            + " in 90 days. Working days.";
  }

  private String tone(double age) {
    Double p50 = usual.p50();
    Double p85 = usual.p85();
    if (p50 == null || p85 == null) {
      return "none";
    }
    return age > p85 ? "missed" : age > p50 ? "near" : "met";
  }

  private String words(double age) {
    return switch (tone(age)) {
      case "missed" -> "longer than 85 %";
      case "near" -> "longer than half";
      case "met" -> "within the usual";
      default -> "no usual time yet";
    };
  }

  private static String days(double days) {
    return Numbers.withUnit(days, Unit.DAYS);
  }
}
