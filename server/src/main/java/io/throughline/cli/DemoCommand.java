package io.throughline.cli;

import io.throughline.config.ConfigReader;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.SourceConfig;
import io.throughline.wiring.House;
import io.throughline.wiring.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
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
  private static final int SECRET_BYTES = 24;
  private static final String COMPANY = "company";

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
    String jar = System.getProperty("throughline.simulator.jar");
    if (jar == null || !Files.isReadable(Path.of(jar))) {
      throw new IllegalStateException(
          "the make-believe company is not built; start the demo with ./throughline demo");
    }
    if (fresh) {
      delete(data);
    }
    Files.createDirectories(data);
    System.out.println("Throughline demo");
    String token = secret();
    String hookSecret = secret();
    try (SimulatorProcess company =
        SimulatorProcess.start(Path.of(jar), data.resolve(COMPANY), token, seed, scale)) {
      Path file = data.resolve("throughline.yaml");
      Files.writeString(file, company.configuration());
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.put("THROUGHLINE_DEMO_TOKEN", token);
      environment.put("THROUGHLINE_DEMO_HOOK_TOKEN", hookSecret);
      Organisation organisation = ConfigReader.read(file, environment);
      return Server.run(organisation, port, house -> begin(house, company, hookSecret));
    }
  }

  private static void begin(House house, SimulatorProcess company, String hookSecret) {
    try {
      for (SourceConfig source : house.organisation().sources()) {
        if (source.hookSecrets().isEmpty()) {
          continue; // a system without webhooks is only polled
        }
        String url = house.address() + "/hooks/" + house.hookIds().get(source.id());
        company.registerHook(source, url, hookSecret);
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "the company does not take our webhook: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    Thread.ofPlatform().daemon().name("demo-progress").start(() -> watch(house));
  }

  private static void watch(House house) {
    ProgressLine line = ProgressLine.onStandardOutput();
    try {
      Backfill last = Backfill.of(house);
      while (!last.done()) {
        line.show("Reading the history", last.share(), last.detail());
        Thread.sleep(250);
        last = Backfill.of(house);
      }
      line.done(last.detail());
      house.greet(System.out);
      System.out.println(
          "  The company goes on working; leave a page open and watch. Ctrl-C stops both.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
