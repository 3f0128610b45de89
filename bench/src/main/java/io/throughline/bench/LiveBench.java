package io.throughline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a merge takes from its webhook to the number on an open page. */
final class LiveBench implements Bench {
  private static final double PROMISED_MILLIS = 2_000;
  private static final int PATIENCE_SECONDS = 20;
  private static final int WARM_UP = 3;

  /** What the pages' script waits after an event, to fetch once for several. */
  private static final long DEBOUNCE_MILLIS = 300;

  /** A metric that a merge hook moves by itself, without what is fetched afterwards. */
  private static final String METRIC = "time_to_merge_from_created";

  private static final Pattern CARD =
      Pattern.compile("data-live=\"card-" + METRIC + "\">(.*?)</li>", Pattern.DOTALL);
  private static final int FIRST_ID = 50_000_000;
  private static final int PEOPLE = 990;

  /** Milliseconds since the hook was sent. */
  private record Try(double answered, double event, double reading, double page) {}

  @Override
  public String name() {
    return "live";
  }

  @Override
  public String title() {
    return "From the webhook of a merge to the changed number";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    for (int stored : new int[] {0, 100_000}) {
      Path folder = bed.folder().resolve("live-" + stored);
      try {
        WrittenCompany company = WrittenCompany.write(folder, stored, true, report.progress());
        try (ServerProcess server =
            ServerProcess.start(bed, company.config(), null, WrittenCompany.SECRETS)) {
          measure(bed, report, server, stored);
        }
      } finally {
        Folders.delete(folder);
      }
    }
  }

  private void measure(Bed bed, Report report, ServerProcess server, int stored)
      throws IOException, InterruptedException {
    int times = bed.quick() ? 20 : 50;
    double[] answered = new double[times];
    double[] event = new double[times];
    double[] reading = new double[times];
    double[] page = new double[times];
    try (Events events = Events.of(server.address())) {
      for (int i = -WARM_UP; i < times; i++) {
        report
            .progress()
            .show("%,d stored: merge %d of %d".formatted(stored, Math.max(0, i + 1), times));
        Try one = once(server, events, i + WARM_UP + 1);
        if (i >= 0) {
          answered[i] = one.answered();
          event[i] = one.event();
          reading[i] = one.reading();
          page[i] = one.page();
        }
      }
    }
    String of = "%,d stored: ".formatted(stored);
    String disk =
        "force alone: p50 %s ms".formatted(Report.number(bed.machine().forceMillis().median()));
    report.add(
        Result.of(
            name(), of + "the hook is answered (on the disk)", "ms", Samples.of(answered), disk));
    report.add(Result.of(name(), of + "the page hears of it", "ms", Samples.of(event), ""));
    report.add(
        Result.of(name(), of + "the API tells the new number", "ms", Samples.of(reading), ""));
    report.add(
        Result.of(
                name(),
                of + "the open page shows it",
                "ms",
                Samples.of(page),
                DEBOUNCE_MILLIS + " ms of it are the page's own wait")
            .against(Goal.p95AtMost(PROMISED_MILLIS)));
  }

  private static Try once(ServerProcess server, Events events, int number)
      throws IOException, InterruptedException {
    int person = number * 7 % PEOPLE + 1;
    int project = (person - 1) % WrittenCompany.TEAMS + 1;
    String team = WrittenCompany.team(person);
    long known = known(server, team);
    String shown = card(server, team);
    events.forget();
    byte[] body = Payloads.mergeHook(FIRST_ID + number, project, person, Instant.now());
    Stopwatch watch = new Stopwatch();
    server
        .web()
        .post(
            "/hooks/" + WrittenCompany.HOOK_ID,
            body,
            Map.of(
                "X-Gitlab-Token",
                WrittenCompany.HOOK_TOKEN,
                "X-Gitlab-Event",
                "Merge Request Hook",
                "Idempotency-Key",
                "bench-" + number));
    double answered = watch.millis();
    events.await(team, PATIENCE_SECONDS);
    double event = watch.millis();
    while (known(server, team) == known) {
      patience(watch, "the reading");
    }
    double reading = watch.millis();
    // The page fetches itself so long after the event; what the API took above is not added.
    Thread.sleep(Math.max(0, (long) (event + DEBOUNCE_MILLIS - watch.millis())));
    while (card(server, team).equals(shown)) {
      patience(watch, "the page");
    }
    return new Try(answered, event, reading, watch.millis());
  }

  private static void patience(Stopwatch watch, String what) throws IOException {
    if (watch.seconds() > PATIENCE_SECONDS) {
      throw new IOException(what + " did not change in " + PATIENCE_SECONDS + " s");
    }
  }

  /** How many observations the team's readings rest on. */
  private static long known(ServerProcess server, String team)
      throws IOException, InterruptedException {
    long n = 0;
    String path = "/api/v1/metrics/" + METRIC + "/readings?team=" + team;
    for (JsonNode reading : server.web().json(path).path("items")) {
      n += reading.path("n").asLong();
    }
    return n;
  }

  /** The metric's card on the team's page; empty text while the team has no number at all. */
  private static String card(ServerProcess server, String team)
      throws IOException, InterruptedException {
    String html = new String(server.web().get("/teams/" + team), StandardCharsets.UTF_8);
    Matcher card = CARD.matcher(html);
    return card.find() ? card.group(1) : "";
  }
}
