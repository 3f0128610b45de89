package io.throughline.cli;

import io.throughline.wiring.House;
import io.throughline.wiring.Server;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the make-believe company and the product on its history. */
@Command(
    name = "demo",
    description = {
      "Starts a make-believe company and the product on twelve months of its history.",
      "Then both go on living: new work moves the pages that are open. A second start goes on where"
          + " the first one stopped."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      defaultValue = "8420",
      description = "Port of the pages (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = ".throughline/demo",
      description = "Where the demo keeps its data (default: ${DEFAULT-VALUE}).")
  Path data = Path.of(".throughline/demo");

  @Option(names = "--fresh", description = "Throw the demo's data away and begin again.")
  boolean fresh;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      defaultValue = "1.0",
      description =
          "How busy the company is (default: ${DEFAULT-VALUE}, about 8,000 merge requests).")
  double scale;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "42",
      description = "Which company it is (default: ${DEFAULT-VALUE}).")
  long seed;

  @Override
  public Integer call() throws Exception {
    if (fresh) {
      Folders.delete(data);
    }
    System.out.println("Throughline demo");
    try (Company company = Company.start(data, seed, scale)) {
      return Server.run(
          company.organisation(),
          port,
          house -> {
            company.sendTo(house);
            Thread.ofPlatform().daemon().name("demo-progress").start(() -> watch(house));
          });
    }
  }

  private static void watch(House house) {
    ProgressLine line = ProgressLine.onStandardOutput();
    try {
      Backfill last = Backfill.of(house);
      // What was read before is not counted again, so a second start tells no numbers of it.
      boolean again = last.read();
      while (!last.done()) {
        line.show(
            again ? "Catching up" : "Reading the history",
            last.share(),
            (again ? "" : last.items()) + last.trouble());
        Thread.sleep(250);
        last = Backfill.of(house);
      }
      line.done((again ? "Caught up, " : last.items() + " read, ") + last.kept() + last.trouble());
      house.greet(System.out);
      System.out.println(
          "  The company goes on working; leave a page open and watch. Ctrl-C stops both.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
