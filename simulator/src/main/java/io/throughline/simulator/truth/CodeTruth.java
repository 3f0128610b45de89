package io.throughline.simulator.truth;

import io.throughline.simulator.truth.Periods.Period;
import io.throughline.simulator.world.CodeFlaw;
import io.throughline.simulator.world.CodeQuality;
import io.throughline.simulator.world.CodeScan;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.Team;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The true readings of the quality of code, straight from its analyses and issues. */
public final class CodeTruth {
  private static final int HIGH = 4;

  private final Company company;
  private final CodeQuality quality;
  private final long now;

  /** Looks at the world as of a moment. */
  public CodeTruth(Company company, CodeQuality quality, long now) {
    this.company = company;
    this.quality = quality;
    this.now = now;
  }

  /**
   * One reading for each period that touches {@code [from, to)}.
   *
   * @throws IllegalArgumentException for an unknown metric or team
   */
  public List<Reading> readings(
      String metric, @Nullable String team, LocalDate from, LocalDate to, String grain) {
    if (team != null && company.team(team) == null) {
      throw new IllegalArgumentException("no such team: " + team);
    }
    List<Project> projects =
        quality.projects().stream().filter(p -> belongs(p.team(), team)).toList();
    List<List<CodeScan>> scans = projects.stream().map(p -> quality.scans(p, now)).toList();
    Team found = team == null ? null : company.team(team);
    ZoneId zone = found == null ? ZoneId.of("Europe/Berlin") : found.zone();
    List<Reading> out = new ArrayList<>();
    for (Period period : Periods.of(from, to, grain)) {
      out.add(reading(metric, period, zone, projects, scans));
    }
    return out;
  }

  private boolean belongs(@Nullable String owner, @Nullable String team) {
    if (team == null) {
      return true;
    }
    Team own = owner == null ? null : company.team(owner);
    return own != null && (team.equals(own.id()) || team.equals(own.parent()));
  }

  private Reading reading(
      String metric,
      Period period,
      ZoneId zone,
      List<Project> projects,
      List<List<CodeScan>> scans) {
    long end = period.to().atStartOfDay(zone).toInstant().toEpochMilli();
    long begin = period.from().atStartOfDay(zone).toInstant().toEpochMilli();
    List<CodeScan> last =
        scans.stream().map(all -> last(all, end)).filter(Objects::nonNull).toList();
    return switch (metric) {
      case "reliability_rating" -> worst(period, last, "reliability_rating", CodeTruth::rating);
      case "security_rating" -> worst(period, last, "security_rating", CodeTruth::rating);
      case "maintainability_rating" ->
          worst(period, last, "maintainability_rating", CodeTruth::rating);
      case "reliability_rating_new" -> worst(period, last, "reliability_rating", CodeTruth::fresh);
      case "security_rating_new" -> worst(period, last, "security_rating", CodeTruth::fresh);
      case "maintainability_rating_new" ->
          worst(period, last, "maintainability_rating", CodeTruth::fresh);
      case "hotspots_reviewed" -> least(period, last);
      case "code_issues_accepted" ->
          sum(period, last, s -> s.measure("accepted_issues") + s.measure("false_positive_issues"));
      case "code_vulnerabilities_new" -> sum(period, last, s -> s.measure("new_vulnerabilities"));
      case "code_vulnerabilities" -> open(period, zone, projects, f -> true);
      case "code_vulnerabilities_high" ->
          open(
              period,
              zone,
              projects,
              f -> (now >= quality.switchedAt() ? f.impact() : f.severity()) >= HIGH);
      case "duplication_new" ->
          share(
              period,
              last.stream().filter(s -> s.measure("new_lines") > 0).toList(),
              100,
              s -> s.measure("new_duplicated_lines"),
              s -> s.measure("new_lines"));
      case "sonar_gate" -> share(period, last, 100, s -> s.passed() ? 1 : 0, s -> 1);
      case "unit_coverage_sonar" ->
          share(
              period,
              last,
              100,
              s -> coverable(s) - s.measure("uncovered_lines") - s.measure("uncovered_conditions"),
              CodeTruth::coverable);
      case "code_suggestions" ->
          share(
              period,
              first(scans, begin, end),
              100,
              s -> s.measure("new_violations") == 0 ? 1 : 0,
              s -> 1);
      case "code_suggestions_per_1000_lines" ->
          share(
              period,
              first(scans, begin, end).stream().filter(s -> s.measure("new_lines") > 0).toList(),
              1,
              s -> 1000 * s.measure("new_violations"),
              s -> s.measure("new_lines"));
      case "connected_mode_adoption" ->
          connected(period, begin <= now && now < end ? projects : List.of());
      default -> throw new IllegalArgumentException("no such metric of code: " + metric);
    };
  }

  /** As it is now: nobody wrote down what was before. */
  private Reading connected(Period period, List<Project> projects) {
    if (projects.isEmpty()) {
      return of(period, null, 0, null, null);
    }
    double bound = projects.stream().filter(quality::isConnected).count();
    double all = projects.size();
    return of(period, 100 * bound / all, projects.size(), bound, all);
  }

  private static double coverable(CodeScan scan) {
    return scan.measure("lines_to_cover") + scan.measure("conditions_to_cover");
  }

  private static @Nullable CodeScan last(List<CodeScan> scans, long end) {
    CodeScan found = null;
    for (CodeScan scan : scans) {
      found = scan.mrIid() == null && scan.at() < end ? scan : found;
    }
    return found;
  }

  private static List<CodeScan> first(List<List<CodeScan>> scans, long begin, long end) {
    List<CodeScan> found = new ArrayList<>();
    for (List<CodeScan> ofProject : scans) {
      Set<Integer> seen = new HashSet<>();
      for (CodeScan scan : ofProject) {
        Integer iid = scan.mrIid();
        if (iid != null && seen.add(iid) && scan.at() >= begin && scan.at() < end) {
          found.add(scan);
        }
      }
    }
    return found;
  }

  /** By the grid that the server's people saw then. */
  private static @Nullable Double rating(CodeScan scan, String name) {
    Double newer = scan.measures().get("software_quality_" + name);
    String older = name.equals("maintainability_rating") ? "sqale_rating" : name;
    return newer == null ? scan.measures().get(older) : newer;
  }

  private static @Nullable Double fresh(CodeScan scan, String name) {
    Double newer = scan.measures().get("new_software_quality_" + name);
    return newer == null ? scan.measures().get("new_" + name) : newer;
  }

  /** Letters of two grids cannot be compared: those of the grid that most have, else the newer. */
  private static Reading worst(
      Period period,
      List<CodeScan> last,
      String name,
      BiFunction<CodeScan, String, @Nullable Double> rating) {
    List<CodeScan> rated = last.stream().filter(s -> rating.apply(s, name) != null).toList();
    List<CodeScan> newer = rated.stream().filter(s -> isNewer(s, name)).toList();
    List<CodeScan> older = rated.stream().filter(s -> !isNewer(s, name)).toList();
    List<Double> all =
        (newer.size() >= older.size() ? newer : older)
            .stream().map(s -> rating.apply(s, name)).filter(Objects::nonNull).toList();
    return of(period, all.stream().max(Double::compare).orElse(null), all.size(), null, null);
  }

  private static boolean isNewer(CodeScan scan, String name) {
    return scan.measures().containsKey("software_quality_" + name);
  }

  private static Reading least(Period period, List<CodeScan> last) {
    List<Double> all =
        last.stream()
            .map(s -> s.measures().get("security_hotspots_reviewed"))
            .filter(Objects::nonNull)
            .toList();
    return of(period, all.stream().min(Double::compare).orElse(null), all.size(), null, null);
  }

  private static Reading sum(Period period, List<CodeScan> last, ToDoubleFunction<CodeScan> value) {
    Double sum = last.isEmpty() ? null : (Double) last.stream().mapToDouble(value).sum();
    return of(period, sum, last.size(), null, null);
  }

  private static Reading share(
      Period period,
      List<CodeScan> scans,
      double unit,
      ToDoubleFunction<CodeScan> numerator,
      ToDoubleFunction<CodeScan> denominator) {
    if (scans.isEmpty()) {
      return of(period, null, 0, null, null);
    }
    double above = scans.stream().mapToDouble(numerator).sum();
    double below = scans.stream().mapToDouble(denominator).sum();
    return of(period, unit * above / below, scans.size(), above, below);
  }

  /** The mean of the evenings; those before anything was found do not count. */
  private Reading open(
      Period period, ZoneId zone, List<Project> projects, Predicate<CodeFlaw> which) {
    List<CodeFlaw> weak =
        projects.stream()
            .flatMap(p -> quality.flaws(p, now).stream())
            .filter(f -> f.quality().equals("security"))
            .filter(which)
            .toList();
    long begun = weak.stream().mapToLong(CodeFlaw::openedAt).min().orElse(Long.MAX_VALUE);
    int days = 0;
    double sum = 0;
    for (LocalDate d = period.from(); d.isBefore(period.to()); d = d.plusDays(1)) {
      long end = d.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
      if (end <= now && end > begun) {
        days++;
        sum += weak.stream().filter(f -> f.open(end - 1)).count();
      }
    }
    return of(
        period,
        days == 0 ? null : (Double) (sum / days),
        days,
        days == 0 ? null : (Double) sum,
        days == 0 ? null : (Double) (double) days);
  }

  private static Reading of(
      Period period,
      @Nullable Double value,
      int n,
      @Nullable Double numerator,
      @Nullable Double denominator) {
    return new Reading(
        period.from(), period.to(), value, null, null, null, n, 0, numerator, denominator);
  }
}
