package io.throughline.web.sprint;

import io.throughline.forecast.Forecast;
import io.throughline.forecast.Forecast.None;
import io.throughline.sprint.SprintBook;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import io.throughline.web.sprint.SprintPage.Outlook;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A forecast in words. */
final class Outlooks {
  private Outlooks() {}

  static Outlook of(SprintBook book, Forecast forecast) {
    ZoneId zone = ZoneId.of(book.board().zone());
    boolean closed = book.sprint().completedAt() != null;
    List<String> words = new ArrayList<>();
    None none = forecast.none();
    String left = left(forecast.remaining(), closed);
    if (none != null) {
      words.add(left);
      words.add(why(none, forecast.samples()));
    } else if (forecast.remaining() == 0) {
      words.add(left);
    } else {
      words.add(left);
      if (forecast.by() == null) {
        words.add("Its planned end had passed, or there was none, so no chance is given.");
      } else {
        words.add("Chance that all is done by " + Times.moment(forecast.by(), zone) + ".");
      }
      words.add(
          "Half of the draws have all done by "
              + date(forecast.p50())
              + ", 85 of 100 by "
              + date(forecast.p85())
              + ".");
      words.add(basis(forecast.samples(), forecast.finished()));
    }
    Double chance = forecast.chance();
    return new Outlook(
        closed
            ? "What the forecast said at the middle, " + Times.moment(forecast.asOf(), zone)
            : "Forecast",
        none != null
            ? "no forecast"
            : forecast.remaining() == 0 ? "all done" : chance == null ? "–" : percent(chance),
        List.copyOf(words));
  }

  static String basis(int samples, int finished) {
    return "10\u202f000 draws from what the board finished on each of its last "
        + samples
        + " working days: "
        + Numbers.count(finished)
        + " tickets. Tickets are counted, whatever they weigh.";
  }

  static String why(None none, int samples) {
    return switch (none) {
      case FEW_DAYS ->
          "No forecast: the board is known for "
              + samples
              + " working days only; at least ten are needed to draw from.";
      case NOTHING_FINISHED ->
          "No forecast: the board finished nothing on its last "
              + samples
              + " working days, so there is nothing to draw from.";
    };
  }

  private static String left(int remaining, boolean closed) {
    String are = closed ? " were" : remaining == 1 ? " is" : " are";
    return remaining == 0
        ? "Nothing" + (closed ? " was" : " is") + " left to do."
        : Numbers.count(remaining)
            + (remaining == 1 ? " ticket" : " tickets")
            + (remaining == 1 && closed ? " was" : are)
            + " left to do.";
  }

  private static String percent(double chance) {
    if (chance > 0 && chance < 0.01) {
      return "under 1 %";
    }
    return chance < 1 && chance > 0.99 ? "over 99 %" : Numbers.percent(chance);
  }

  private static String date(@Nullable LocalDate day) {
    return day == null ? "a day more than a year away" : Times.date(day);
  }
}
