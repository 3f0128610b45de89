package io.throughline.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The make-believe company, standing still but for what is asked of it. */
final class SimulatorProcess implements AutoCloseable {
  static final String TOKEN = "bench-read-token";
  private static final Pattern READY = Pattern.compile("(?m)^ready (\\S+)$");
  private static final int READY_SECONDS = 120;

  private final Child child;
  private final Web web;
  private final URI address;

  private SimulatorProcess(Child child, URI address) {
    this.child = child;
    this.address = address;
    this.web = new Web(address, Map.of("PRIVATE-TOKEN", TOKEN));
  }

  static SimulatorProcess start(Bed bed, double scale) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(bed.folder().resolve("company"));
    List<String> arguments =
        new ArrayList<>(List.of("-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"));
    arguments.add(bed.simulatorJar().toString());
    arguments.addAll(List.of("serve", "--port", "0", "--no-live", "--token", TOKEN));
    arguments.addAll(List.of("--scale", Double.toString(scale), "--state", folder.toString()));
    Child child = Child.start(arguments, folder, folder.resolve("simulator.out"), Map.of());
    Stopwatch watch = new Stopwatch();
    while (watch.seconds() < READY_SECONDS && child.alive()) {
      Matcher ready = READY.matcher(child.printed());
      if (ready.find()) {
        return new SimulatorProcess(child, URI.create(ready.group(1)));
      }
      Thread.sleep(20);
    }
    child.close();
    throw child.gone("the make-believe company");
  }

  Web web() {
    return web;
  }

  URI address() {
    return address;
  }

  /**
   * Its organisation as the product's configuration, with the names of secrets to be replaced.
   *
   * @param withJira also its Jira
   */
  String configuration(boolean withJira) throws IOException, InterruptedException {
    return new String(
        web.get("/simulator/throughline.yaml?jira=" + withJira),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    web.close();
    child.close();
  }
}
