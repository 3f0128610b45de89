package io.throughline.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How soon the server answers, and how much memory it holds. */
final class StartBench implements Bench {
  private static final double READY_MILLIS = 3_000;
  private static final double RESIDENT_MEGABYTES = 400;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String title() {
    return "Start, on the data of the make-believe company";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    Demo demo = bed.demo(report);
    String beside = bed.machine().cores() + " cores";
    Path cache = bed.classCache(report);
    // The launcher makes the cache as a part of the build, so what counts is the start with it.
    measure(bed, report, demo, null, "without the cache of classes", beside, cache == null);
    if (cache == null) {
      report.note("The cache of loaded classes needs JDK 25; this is " + Runtime.version() + ".");
    } else {
      measure(bed, report, demo, cache, "with the cache of classes", beside, true);
    }
    report.add(
        Result.one(
                name(),
                "resident memory %d s after the backfill".formatted(Demo.restSeconds(bed)),
                "MB",
                demo.residentLater(),
                1,
                "%.0f MB at its end; of %.1f GB"
                    .formatted(demo.residentAtEnd(), bed.machine().memoryGigabytes()))
            .against(Goal.atMost(RESIDENT_MEGABYTES)));
  }

  private void measure(
      Bed bed,
      Report report,
      Demo demo,
      @Nullable Path cache,
      String how,
      String beside,
      boolean promised)
      throws IOException, InterruptedException {
    int times = bed.quick() ? 3 : 7;
    double[] ready = new double[times];
    double[] page = new double[times];
    // One more than counts: the first reads the jars from the disk.
    for (int i = -1; i < times; i++) {
      report.progress().show("starting " + how + ", " + (i + 1) + " of " + times);
      try (ServerProcess server = demo.start(bed, cache)) {
        if (i >= 0) {
          ready[i] = server.readyMillis();
          page[i] = server.pageMillis();
        }
      }
    }
    Result answers =
        Result.of(name(), "to the first 200 of /readyz, " + how, "ms", Samples.of(ready), beside);
    report.add(promised ? answers.against(Goal.atMost(READY_MILLIS)) : answers);
    report.add(
        Result.of(name(), "to the first whole overview, " + how, "ms", Samples.of(page), beside));
  }
}
