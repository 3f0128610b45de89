package io.throughline.simulator.sonarqube;

import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.CodeQuality;
import io.throughline.simulator.world.CodeScan;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.World;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What SonarQube shows at this moment. Pull requests go thirty days after their last analysis. */
public final class Site {
  private static final long KEPT = 30L * 86_400_000;
  private static final int DAY = 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

  private final World world;
  private final LongSupplier clock;
  private final String base;

  /**
   * @param base its address
   */
  public Site(World world, LongSupplier clock, String base) {
    this.world = world;
    this.clock = clock;
    this.base = base;
  }

  long now() {
    return clock.getAsLong();
  }

  String base() {
    return base;
  }

  CodeQuality quality() {
    return world.codeQuality();
  }

  Project project(Request request, String parameter) {
    String key = request.text(parameter, "");
    return quality().projects().stream()
        .filter(p -> CodeQuality.key(p).equals(key))
        .findFirst()
        .orElseThrow(() -> new Refused(404, "Component key '" + key + "' not found"));
  }

  /**
   * The analyses of the main branch, or of the pull request that is asked for; the oldest first.
   */
  List<CodeScan> scans(Request request, String parameter) {
    Project project = project(request, parameter);
    String pullRequest = request.query().get("pullRequest");
    if (pullRequest == null) {
      return main(project);
    }
    List<CodeScan> found = pullRequests(project).get(pullRequest);
    if (found == null) {
      throw new Refused(
          404,
          "Component '%s' on pull request '%s' not found"
              .formatted(CodeQuality.key(project), pullRequest));
    }
    return found;
  }

  List<CodeScan> main(Project project) {
    return quality().scans(project, now()).stream().filter(s -> s.mrIid() == null).toList();
  }

  /** The analyses of each pull request that is kept, by its key. */
  Map<String, List<CodeScan>> pullRequests(Project project) {
    Map<String, List<CodeScan>> found = new LinkedHashMap<>();
    for (CodeScan scan : quality().scans(project, now())) {
      if (scan.mrIid() != null) {
        found.computeIfAbsent("" + scan.mrIid(), key -> new java.util.ArrayList<>()).add(scan);
      }
    }
    found.values().removeIf(scans -> scans.getLast().at() < now() - KEPT);
    return found;
  }

  /** The branch of a merge request. */
  String branch(CodeScan scan) {
    ProjectHistory history = world.history(scan.project().id());
    Integer iid = scan.mrIid();
    @Nullable MergeRequest mr = history == null || iid == null ? null : history.mergeRequest(iid);
    return mr == null ? scan.pipeline().ref() : mr.sourceBranch();
  }

  /** A moment as it takes it, {@code 2026-03-01T12:00:00+0000}, or a day; null when absent. */
  static @Nullable Long time(Request request, String parameter) {
    String text = request.text(parameter, "");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return text.length() == DAY
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
          : Instant.from(TIME.parse(text)).toEpochMilli();
    } catch (DateTimeException e) {
      throw new Refused(
          400, "'%s' cannot be parsed as either a date or date+time".formatted(parameter));
    }
  }

  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  /** A number as SonarQube writes it: a rating with a fraction, a count without. */
  static String number(String metric, double value) {
    if (metric.endsWith("_rating")) {
      return "%.1f".formatted(value).replace(',', '.');
    }
    return new DecimalFormat("0.#################", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(value);
  }
}
