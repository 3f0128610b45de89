package io.throughline.cli;

import io.throughline.model.org.Person;
import io.throughline.model.org.Team;
import io.throughline.wiring.House;
import io.throughline.wiring.Server;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            company.answerSurveys(house);
            Thread.ofPlatform().daemon().name("demo-progress").start(() -> watch(house));
          });
    }
  }

  /** Somebody who sees more than counts, to try it. */
  private static Optional<Person> lead(House house) {
    Set<String> leads =
        house.organisation().teams().stream()
            .filter(team -> !team.members().isEmpty())
            .map(Team::lead)
            .collect(Collectors.toSet());
    return house.organisation().people().stream()
        .filter(person -> leads.contains(person.id()))
        .findFirst();
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
      lead(house)
          .ifPresent(
              lead ->
                  System.out.println(
                      "  Personal   "
                          + house.address()
                          + "/mine/enter?key="
                          + house.links().make(lead.id()).text()
                          + "   ("
                          + lead.name()
                          + ", who leads a team)"));
      System.out.println(
          "  The company goes on working; leave a page open and watch. Ctrl-C stops both.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
