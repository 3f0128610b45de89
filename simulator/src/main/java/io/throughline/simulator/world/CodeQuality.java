package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What analyses find in the code: a pure function of the seed, the pipelines and a moment. Each
 * pipeline that succeeded was analysed at its end, on main and for merge requests. From a day on
 * the server counts in Multi-Quality Rules, in both ways beside each other.
 */
public final class CodeQuality {
  /** The quality gate of all projects. */
  public static final List<CodeScan.Condition> GATE =
      List.of(
          new CodeScan.Condition("new_coverage", true, 80),
          new CodeScan.Condition("new_duplicated_lines_density", false, 3),
          new CodeScan.Condition("new_violations", false, 0));

  private static final double CONNECTED = 0.6;
  private static final long DAY = 86_400_000;
  private static final List<String> QUALITIES =
      List.of("security", "reliability", "maintainability");

  private final long seed;
  private final Company company;
  private final long switchedAt;
  private final Map<Long, ProjectHistory> histories;
  // What an analysis found does not change with what comes after it.
  private final Map<Long, CodeScan> made = new ConcurrentHashMap<>();

  CodeQuality(long seed, Company company, long switchedAt, Map<Long, ProjectHistory> histories) {
    this.seed = seed;
    this.company = company;
    this.switchedAt = switchedAt;
    this.histories = histories;
  }

  /** From when on the server counts in Multi-Quality Rules. */
  public long switchedAt() {
    return switchedAt;
  }

  /** The projects that are analysed. */
  public List<Project> projects() {
    return company.projects().stream().filter(p -> p.serviceId() != null).toList();
  }

  /** Whether its repository shares how SonarQube for IDE is bound to the server. */
  public boolean isConnected(Project project) {
    return Dice.of(seed, "connected/" + project.id()).chance(CONNECTED);
  }

  /** What SonarQube calls a project. */
  public static String key(Project project) {
    return "brightwater:" + project.slug();
  }

  /** All analyses of a project up to a moment, the oldest first; two of one second are one. */
  public List<CodeScan> scans(Project project, long now) {
    List<Pipeline> ran = ran(project, now);
    if (ran.stream().anyMatch(p -> !made.containsKey(p.id()))) {
      List<CodeFlaw> flaws = flaws(project, ran);
      ran.forEach(p -> made.computeIfAbsent(p.id(), id -> scan(p, flaws)));
    }
    return ran.stream().map(p -> Objects.requireNonNull(made.get(p.id()))).toList();
  }

  /** The issues of a main branch that were found up to a moment. */
  public List<CodeFlaw> flaws(Project project, long now) {
    return flaws(project, ran(project, now));
  }

  /** When a pipeline's analysis was done. */
  public static long at(Pipeline pipeline) {
    return pipeline.finishedAt() / 1000 * 1000;
  }

  private List<Pipeline> ran(Project project, long now) {
    ProjectHistory history = histories.get(project.id());
    List<Pipeline> found = new ArrayList<>();
    if (history == null) {
      return found;
    }
    Set<String> seen = new HashSet<>();
    history.pipelines().stream()
        .filter(p -> p.outcome().equals("success") && p.finishedAt() <= now)
        .filter(p -> p.mrIid() != null || p.ref().equals("main"))
        .sorted(Comparator.comparingLong(CodeQuality::at).thenComparing(Pipeline::id))
        .filter(p -> seen.add(p.mrIid() + "/" + at(p)))
        .forEach(found::add);
    return found;
  }

  /** An issue is mended by the first analysis after its time has come. */
  private List<CodeFlaw> flaws(Project project, List<Pipeline> ran) {
    List<Long> main = ran.stream().filter(p -> p.mrIid() == null).map(CodeQuality::at).toList();
    List<CodeFlaw> flaws = new ArrayList<>();
    for (Pipeline p : ran) {
      if (p.mrIid() == null) {
        Dice dice = Dice.of(seed, "flaws/" + p.id());
        int count = dice.poisson(0.4);
        for (int i = 0; i < count; i++) {
          flaws.add(flaw(project, p, i, dice, main));
        }
      }
    }
    return flaws;
  }

  private CodeFlaw flaw(Project project, Pipeline p, int number, Dice dice, List<Long> main) {
    long opened = at(p);
    String quality = dice.pick(QUALITIES);
    int severity = 1 + Math.min(4, dice.poisson(1.2));
    int impact = dice.chance(0.25) ? Math.max(1, severity - 1) : severity;
    long until = opened + (long) (dice.around(12, 1.0) * DAY) / 1000 * 1000;
    double luck = dice.unit();
    String ending = luck < 0.8 ? "fixed" : luck < 0.92 ? "accepted" : "false_positive";
    long ended =
        ending.equals("fixed")
            ? main.stream().filter(at -> at >= until).findFirst().orElse(Long.MAX_VALUE)
            : until;
    return new CodeFlaw(
        Dice.sha(seed, "flaw/" + p.id() + "/" + number).substring(0, 20),
        project,
        quality,
        severity,
        impact,
        opened,
        ended,
        ending);
  }

  private CodeScan scan(Pipeline p, List<CodeFlaw> flaws) {
    Dice dice = Dice.of(seed, "scan/" + p.id());
    long at = at(p);
    Map<String, Double> m = new HashMap<>();
    double newLines = dice.chance(0.2) ? dice.below(20) : 20 + dice.below(300);
    // What is merged was looked at before.
    boolean main = p.mrIid() == null;
    double copied = dice.chance(main ? 0.97 : 0.85) ? 0 : dice.below(1 + (int) newLines / 4);
    m.put("new_lines", newLines);
    m.put("new_duplicated_lines", copied);
    if (newLines > 0) {
      m.put("new_duplicated_lines_density", 100 * copied / newLines);
      m.put("new_coverage", Math.min(100, (main ? 78 : 70) + 2.0 * dice.below(24)));
    }
    double found = dice.chance(main ? 0.95 : 0.72) ? 0 : 1 + dice.poisson(1.5);
    m.put("new_violations", found);
    m.put("new_vulnerabilities", found > 0 && dice.chance(0.2) ? 1.0 : 0.0);
    for (String quality : List.of("reliability", "security", "maintainability")) {
      double rating = found > 0 && dice.chance(0.5) ? 2 + dice.below(4) : 1;
      m.put("new_" + quality + "_rating", rating);
      if (at >= switchedAt) {
        m.put("new_software_quality_" + quality + "_rating", Math.max(1, rating - 1));
        m.put("new_software_quality_security_issues", m.get("new_vulnerabilities"));
      }
    }
    if (main) {
      ofMain(m, at, dice, flaws);
    }
    m.values().removeIf(value -> value.isNaN());
    return new CodeScan(p.project(), p, p.mrIid(), at, Map.copyOf(m));
  }

  private void ofMain(Map<String, Double> m, long at, Dice dice, List<CodeFlaw> flaws) {
    List<CodeFlaw> open = flaws.stream().filter(f -> f.open(at)).toList();
    m.put("reliability_rating", worst(open, "reliability", false));
    m.put("security_rating", worst(open, "security", false));
    m.put("sqale_rating", worst(open, "maintainability", false));
    m.put("bugs", count(open, "reliability"));
    m.put("vulnerabilities", count(open, "security"));
    m.put("code_smells", count(open, "maintainability"));
    if (at >= switchedAt) {
      for (String quality : QUALITIES) {
        m.put("software_quality_" + quality + "_rating", worst(open, quality, true));
        m.put("software_quality_" + quality + "_issues", count(open, quality));
      }
    }
    m.put("accepted_issues", decided(flaws, at, "accepted"));
    m.put("false_positive_issues", decided(flaws, at, "false_positive"));
    double lines = 2_000 + dice.below(400);
    double conditions = 300 + dice.below(60);
    double missed = dice.below(500);
    double untaken = dice.below(120);
    m.put("ncloc", lines * 2);
    m.put("lines_to_cover", lines);
    m.put("uncovered_lines", missed);
    m.put("conditions_to_cover", conditions);
    m.put("uncovered_conditions", untaken);
    m.put("coverage", 100 * (lines - missed + conditions - untaken) / (lines + conditions));
    if (dice.chance(0.7)) {
      m.put("security_hotspots_reviewed", dice.chance(0.6) ? 100.0 : 25.0 * dice.below(4));
    }
  }

  /** 1 without an open issue, 2 for a mere hint or a minor one, 5 for a blocker. */
  private static double worst(List<CodeFlaw> open, String quality, boolean impact) {
    return Math.max(
        1,
        open.stream()
            .filter(f -> f.quality().equals(quality))
            .mapToInt(f -> Math.max(2, impact ? f.impact() : f.severity()))
            .max()
            .orElse(1));
  }

  private static double count(List<CodeFlaw> open, String quality) {
    return open.stream().filter(f -> f.quality().equals(quality)).count();
  }

  private static double decided(List<CodeFlaw> flaws, long at, String ending) {
    return flaws.stream().filter(f -> f.decided(at) && f.ending().equals(ending)).count();
  }
}
