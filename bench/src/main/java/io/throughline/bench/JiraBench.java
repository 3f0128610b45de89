package io.throughline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.config.ConfigReader;
import io.throughline.ledger.Appended;
import io.throughline.ledger.NewDelivery;
import io.throughline.ledger.SqliteLedger;
import io.throughline.model.org.Organisation;
import io.throughline.source.Channel;
import io.throughline.warehouse.WarehouseSettings;
import io.throughline.wiring.House;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How fast a Jira comes in: the company's over HTTP, with all changelogs, and a written one from
 * the ledger, beside how fast its JSON can be parsed at all.
 */
final class JiraBench implements Bench {
  private static final double BACKFILL_GOAL = 500;
  private static final double PROJECTION_GOAL = 3_000;
  private static final int PAGE = 100;
  private static final int PATIENCE_SECONDS = 600;

  @Override
  public String name() {
    return "jira";
  }

  @Override
  public String title() {
    return "A Jira, read over HTTP and projected from the ledger";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    backfill(bed, report);
    projection(bed, report);
  }

  private void backfill(Bed bed, Report report) throws Exception {
    report.progress().show("starting the make-believe company");
    Path folder = Files.createDirectories(bed.folder().resolve("jira"));
    try (SimulatorProcess company = SimulatorProcess.start(bed, 1)) {
      Path config = write(folder, onlyJira(company.configuration(true)));
      @Nullable Path cache = bed.classCache(report);
      double seconds;
      try (ServerProcess server = ServerProcess.start(bed, config, cache, Demo.SECRETS)) {
        Stopwatch watch = new Stopwatch();
        while (!server.hasReadAll()) {
          report.progress().show("reading the company's Jira, %.0f s".formatted(watch.seconds()));
          if (watch.seconds() > PATIENCE_SECONDS) {
            throw new IllegalStateException("the Jira was not read in time");
          }
          Thread.sleep(50);
        }
        seconds = watch.seconds();
      }
      Counted counted = Counted.of(folder.resolve("data"));
      report.add(
          Result.one(
                  name(),
                  "issues with their changelogs, over HTTP",
                  "/s",
                  counted.tickets() / seconds,
                  (int) counted.tickets(),
                  "%.1f s; %.1f changes each; the simulator alone: %,.0f/s"
                      .formatted(seconds, counted.changesEach(), alone(company.web(), report)))
              .against(Goal.atLeast(BACKFILL_GOAL)));
    }
  }

  /** Issues a second of the same search with nothing behind it. */
  private static double alone(Web web, Report report) throws IOException, InterruptedException {
    report.progress().show("asking the simulator alone");
    ObjectMapper json = new ObjectMapper();
    String token = null;
    long issues = 0;
    Stopwatch watch = new Stopwatch();
    do {
      Map<String, Object> question = new HashMap<>();
      question.put("jql", "updated >= \"2000-01-01 00:00\" ORDER BY updated ASC, key ASC");
      question.put("maxResults", PAGE);
      question.put("expand", "changelog");
      question.put("fields", List.of("*all"));
      if (token != null) {
        question.put("nextPageToken", token);
      }
      byte[] body = json.writeValueAsBytes(question);
      JsonNode page =
          json.readTree(
              web.post(
                  "/jira/rest/api/3/search/jql",
                  body,
                  Map.of("Authorization", "Bearer " + SimulatorProcess.TOKEN)));
      issues += page.path("issues").size();
      token = page.path("nextPageToken").asText(null);
    } while (token != null);
    return issues / watch.seconds();
  }

  private void projection(Bed bed, Report report) throws Exception {
    int issues = bed.quick() ? 10_000 : 40_000;
    Path folder = Files.createDirectories(bed.folder().resolve("jira-written"));
    Path config =
        write(
            folder,
            """
            organisation: { name: Written, zone: Europe/Berlin }
            teams:
              - { id: team, name: Team, boards: ["jira/1"] }
            sources:
              - { id: jira, system: jira, url: "https://jira.invalid", hooks: { token: "${THROUGHLINE_DEMO_HOOK_TOKEN}" } }
            """);
    Organisation organisation = ConfigReader.read(config, Demo.SECRETS);
    double parsing = write(folder.resolve("data"), issues, report);
    List<Double> rates = new ArrayList<>();
    double processorSeconds = 0;
    for (int i = 0; i < 3; i++) {
      try (House house = House.open(organisation, Clock.systemUTC())) {
        report.progress().show("projecting %,d issues".formatted(issues));
        Stopwatch watch = new Stopwatch();
        long before = processorNanos();
        house.rebuild((done, total) -> {});
        rates.add(issues / watch.seconds());
        processorSeconds = (processorNanos() - before) / 1e9;
      }
    }
    Counted counted = Counted.of(folder.resolve("data"));
    if (counted.tickets() != issues) {
      throw new IllegalStateException(
          "%,d of %,d issues were projected".formatted(counted.tickets(), issues));
    }
    String beside =
        ("%.1f changes each; parsing their JSON alone: %,.0f issues/s;"
                + " %.1f s of processor time")
            .formatted(counted.changesEach(), parsing, processorSeconds);
    report.add(
        Result.one(
            name(), "written issues, first run of a process", "/s", rates.getFirst(), 1, beside));
    Samples warm = Samples.of(rates.stream().skip(1).mapToDouble(r -> r).toArray());
    report.add(
        Result.one(name(), "written issues, warm", "/s", warm.median(), warm.n(), beside)
            .against(Goal.atLeast(PROJECTION_GOAL)));
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Writes pages of issues as Jira gives them; answers how many a second can be parsed. */
  private static double write(Path data, int issues, Report report) throws IOException {
    ObjectMapper json = new ObjectMapper();
    double seconds = 0;
    try (SqliteLedger ledger = SqliteLedger.open(data, Clock.systemUTC())) {
      List<CompletableFuture<Appended>> all = new ArrayList<>();
      append(ledger, all, "sprints", WrittenJira.sprints(issues));
      for (int from = 0; from < issues; from += PAGE) {
        report.progress().show("writing issue %,d".formatted(from));
        byte[] page = WrittenJira.issues(from, PAGE);
        Stopwatch watch = new Stopwatch();
        if (json.readTree(page).path("issues").size() != PAGE) {
          throw new IllegalStateException("a written page is not what it should be");
        }
        seconds += watch.seconds();
        append(ledger, all, "issues", page);
      }
      all.forEach(CompletableFuture::join);
    }
    return issues / seconds;
  }

  private static void append(
      SqliteLedger ledger, List<CompletableFuture<Appended>> all, String kind, byte[] body) {
    all.add(
        ledger.append(
            new NewDelivery(
                "jira",
                Channel.POLL,
                kind,
                "key-" + all.size(),
                WrittenJira.CONTEXT,
                Instant.now(),
                body)));
  }

  private static Path write(Path folder, String config) throws IOException {
    Path data = folder.resolve("data").toAbsolutePath();
    return Files.writeString(
        folder.resolve("throughline.yaml"), config + "\nserver: { data: \"" + data + "\" }\n");
  }

  /** The Jira as the first source, and all others, which people and services name, not read. */
  private static String onlyJira(String config) {
    int gitlab = config.indexOf("  - id: gitlab\n");
    int jira = config.indexOf("  - id: jira\n");
    int end = config.indexOf("\n  - id: ", jira) + 1;
    return config.substring(0, gitlab)
        + config.substring(jira, end)
        + unread(config.substring(gitlab, jira))
        + unread(config.substring(end));
  }

  private static String unread(String sources) {
    return sources.replaceAll("(?m)^    token: .*\\n", "");
  }

  /** What a closed warehouse holds. */
  private record Counted(long tickets, long changes) {
    static Counted of(Path data) {
      try (Rows rows = Rows.open(WarehouseSettings.in(data))) {
        return new Counted(rows.count("fact_ticket"), rows.count("fact_ticket_change"));
      } catch (java.sql.SQLException e) {
        throw new IllegalStateException("what was read cannot be counted", e);
      }
    }

    double changesEach() {
      return (double) changes / tickets;
    }
  }
}
