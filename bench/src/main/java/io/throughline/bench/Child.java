package io.throughline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process beside this one, stopped with it. */
final class Child implements AutoCloseable {
  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final Path log;
  private final Thread hook;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.hook = new Thread(process::destroy, "stop-child");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts {@code java arguments}; what it prints goes to the file. */
  static Child start(List<String> arguments, Path folder, Path log, Map<String, String> environment)
      throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new Child(builder.start(), log);
  }

  boolean alive() {
    return process.isAlive();
  }

  String printed() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  IllegalStateException gone(String what) {
    String text = printed();
    return new IllegalStateException(
        what + " stopped; it printed:\n" + text.substring(Math.max(0, text.length() - 2_000)));
  }

  int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Resident memory in MB, as the kernel counts it. */
  double residentMegabytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return Double.NaN;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    return Double.NaN;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    if (!Thread.currentThread().getName().equals(hook.getName())) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
