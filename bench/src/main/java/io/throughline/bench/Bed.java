package io.throughline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What measurements stand on: the built jars, a folder to throw away, and a company read once. */
final class Bed implements AutoCloseable {
  private final Path folder;
  private final boolean quick;
  private final int most;
  private final @Nullable Integer asked;
  private final Machine machine;
  private @Nullable Demo demo;
  private @Nullable Path cache;

  Bed(Path folder, boolean quick, int most, @Nullable Integer asked, Machine machine) {
    this.folder = folder;
    this.quick = quick;
    this.most = most;
    this.asked = asked;
    this.machine = machine;
  }

  Path folder() {
    return folder;
  }

  boolean quick() {
    return quick;
  }

  /** The most merge requests to write. */
  int most() {
    return most;
  }

  /** The number that was given for {@code --most}; null when none was. */
  @Nullable Integer asked() {
    return asked;
  }

  Machine machine() {
    return machine;
  }

  Path serverJar() {
    return jar("throughline.server.jar");
  }

  Path gateJar() {
    return jar("throughline.gate.jar");
  }

  Path simulatorJar() {
    return jar("throughline.simulator.jar");
  }

  List<String> serverFlags() {
    return List.of(System.getProperty("throughline.server.flags", "").strip().split("\\s+"));
  }

  /** The company's history in a data folder of the product, read when it is first asked for. */
  Demo demo(Report report) throws IOException, InterruptedException {
    Demo known = demo;
    if (known == null) {
      known = Demo.read(this, report);
      demo = known;
    }
    return known;
  }

  /** The JDK's cache of loaded classes, made as the launcher makes it; null before JDK 25. */
  @Nullable Path classCache(Report report) throws IOException, InterruptedException {
    if (Runtime.version().feature() < 25) {
      return null;
    }
    Path known = cache;
    if (known == null) {
      report.progress().show("making the cache of loaded classes");
      known = folder.resolve("server.aot");
      List<String> arguments = new ArrayList<>(List.of("-XX:AOTCacheOutput=" + known));
      arguments.addAll(serverFlags());
      arguments.add("-Dthroughline.simulator.jar=" + simulatorJar());
      arguments.addAll(List.of("-jar", serverJar().toString(), "train"));
      try (Child training = Child.start(arguments, folder, folder.resolve("train.out"), Map.of())) {
        if (training.waitFor() != 0 || !Files.isReadable(known)) {
          throw training.gone("making the cache of loaded classes");
        }
      }
      cache = known;
    }
    return known;
  }

  private static Path jar(String property) {
    String path = System.getProperty(property);
    if (path == null || !Files.isReadable(Path.of(path))) {
      throw new IllegalStateException(
          "there is no " + property + "; start with ./throughline bench");
    }
    return Path.of(path).toAbsolutePath();
  }

  @Override
  public void close() throws IOException {
    Demo known = demo;
    if (known != null) {
      known.close();
    }
    Folders.delete(folder);
  }
}
