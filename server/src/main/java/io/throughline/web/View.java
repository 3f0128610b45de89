package io.throughline.web;

import io.throughline.metric.ReadingQuery;
import io.throughline.metric.Scope;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Service;
import io.throughline.model.org.Team;
import io.throughline.model.time.Grain;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a page looks at. It is read from the address and nowhere else, so that an address can be
 * kept and sent.
 *
 * @param from first local day in {@code zone}
 * @param to the day after the last one
 * @param weeks how many whole weeks before the running one; 0 when the dates were given
 * @param authorClass {@code human}, {@code assisted} or {@code agent}; null for all together
 * @param clock of durations; null for the one that each metric declares
 * @param part of a metric that has parts, as a phase; null for all together
 * @param zone of the team, else of the organisation
 */
public record View(
    LocalDate from,
    LocalDate to,
    int weeks,
    Grain grain,
    @Nullable String team,
    @Nullable String service,
    @Nullable String authorClass,
    @Nullable Clock clock,
    @Nullable String part,
    ZoneId zone) {

  /** The ranges that pages offer, in weeks. */
  public static final List<Integer> RANGES = List.of(4, 12, 26, 52);

  private static final Set<String> CLASSES = Set.of("human", "assisted", "agent");
  private static final int LONGEST_DAYS = 1_100;

  /**
   * Reads an address.
   *
   * @param parameter gives a query parameter by its name, or null
   * @throws PageProblem 400 with what was expected, 404 for an unknown team or service
   */
  public static View read(
      Function<String, @Nullable String> parameter,
      Organisation organisation,
      Instant now,
      int usualWeeks,
      Grain usualGrain) {
    String team = blankToNull(parameter.apply("team"));
    String service = blankToNull(parameter.apply("service"));
    ZoneId zone = zone(organisation, team);
    if (service != null
        && organisation.services().stream().map(Service::id).noneMatch(service::equals)) {
      throw PageProblem.notFound("There is no service \"" + service + "\".");
    }
    LocalDate today = LocalDate.ofInstant(now, zone);
    String askedFrom = blankToNull(parameter.apply("from"));
    String askedTo = blankToNull(parameter.apply("to"));
    LocalDate to = askedTo == null ? today.plusDays(1) : date("to", askedTo);
    int weeks = askedFrom == null ? weeks(parameter.apply("weeks"), usualWeeks) : 0;
    LocalDate from =
        askedFrom == null
            ? to.minusDays(1)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(weeks)
            : date("from", askedFrom);
    if (!from.isBefore(to)) {
      throw PageProblem.badAddress("The range is empty: from must be a day before to.");
    }
    if (ChronoUnit.DAYS.between(from, to) > LONGEST_DAYS) {
      throw PageProblem.badAddress("The range is too long: ask for three years or less.");
    }
    return new View(
        from,
        to,
        weeks,
        grain(parameter.apply("grain"), usualGrain),
        team,
        service,
        authorClass(parameter.apply("class")),
        clock(parameter.apply("clock")),
        part(parameter.apply("part")),
        zone);
  }

  /** Whose work is looked at: the service, else the team, else everyone. */
  public Scope scope() {
    if (service != null) {
      return new Scope.OfService(service);
    }
    return team == null ? new Scope.Everyone() : new Scope.OfTeam(team);
  }

  /** The question for readings in this view. */
  public ReadingQuery query(String metric, Grain grain) {
    return new ReadingQuery(metric, scope(), from, to, grain, authorClass, clock, part);
  }

  /** The same view over another team. */
  public View ofTeam(@Nullable String other) {
    return new View(from, to, weeks, grain, other, null, authorClass, clock, part, zone);
  }

  /** The same view over other dates. */
  public View between(LocalDate first, LocalDate end) {
    return new View(first, end, 0, grain, team, service, authorClass, clock, part, zone);
  }

  /** The same view over another run of weeks up to the same end. */
  public View ofWeeks(int count) {
    LocalDate first =
        to.minusDays(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(count);
    return new View(first, to, count, grain, team, service, authorClass, clock, part, zone);
  }

  /** The same view in another grain. */
  public View ofGrain(Grain other) {
    return new View(from, to, weeks, other, team, service, authorClass, clock, part, zone);
  }

  /** The same view of one author class; null for all together. */
  public View ofClass(@Nullable String other) {
    return new View(from, to, weeks, grain, team, service, other, clock, part, zone);
  }

  /** The same view on one clock; null for the one that each metric declares. */
  public View ofClock(@Nullable Clock other) {
    return new View(from, to, weeks, grain, team, service, authorClass, other, part, zone);
  }

  /** The same view of one part of a metric; null for all together. */
  public View ofPart(@Nullable String other) {
    return new View(from, to, weeks, grain, team, service, authorClass, clock, other, zone);
  }

  private static ZoneId zone(Organisation organisation, @Nullable String team) {
    if (team == null) {
      return organisation.zone();
    }
    return organisation.teams().stream()
        .filter(candidate -> candidate.id().equals(team))
        .findFirst()
        .map(Team::zone)
        .orElseThrow(() -> PageProblem.notFound("There is no team \"" + team + "\"."));
  }

  private static int weeks(@Nullable String asked, int usual) {
    if (asked == null || asked.isBlank()) {
      return usual;
    }
    try {
      int weeks = Integer.parseInt(asked);
      if (weeks >= 1 && weeks <= 156) {
        return weeks;
      }
    } catch (NumberFormatException notANumber) {
      throw PageProblem.badAddress("weeks must be a whole number from 1 to 156.");
    }
    throw PageProblem.badAddress("weeks must be a whole number from 1 to 156.");
  }

  private static Grain grain(@Nullable String asked, Grain usual) {
    if (asked == null || asked.isBlank()) {
      return usual;
    }
    for (Grain grain : Grain.values()) {
      if (grain != Grain.TOTAL && grain.name().toLowerCase(Locale.ROOT).equals(asked)) {
        return grain;
      }
    }
    throw PageProblem.badAddress("grain must be day, week, month or quarter.");
  }

  private static @Nullable String authorClass(@Nullable String asked) {
    String text = blankToNull(asked);
    if (text == null || CLASSES.contains(text)) {
      return text;
    }
    throw PageProblem.badAddress("class must be human, assisted or agent.");
  }

  private static @Nullable String part(@Nullable String asked) {
    String text = blankToNull(asked);
    if (text != null && text.length() > 100) {
      throw PageProblem.badAddress("part is longer than any part is called.");
    }
    return text;
  }

  private static @Nullable Clock clock(@Nullable String asked) {
    String text = blankToNull(asked);
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "calendar" -> Clock.CALENDAR;
      case "working" -> Clock.WORKING;
      default -> throw PageProblem.badAddress("clock must be calendar or working.");
    };
  }

  private static LocalDate date(String name, String asked) {
    try {
      return LocalDate.parse(asked);
    } catch (DateTimeParseException notADate) {
      throw PageProblem.badAddress(name + " must be a day such as 2026-03-30.");
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
