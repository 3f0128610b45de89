package io.throughline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The product as its users start it: the built jar with the launcher's flags. */
final class ServerProcess implements AutoCloseable {
  private static final int READY_SECONDS = 120;

  private final Child child;
  private final Web web;
  private final URI address;
  private final double readyMillis;
  private final double pageMillis;

  private ServerProcess(Child child, Web web, URI address, double readyMillis, double pageMillis) {
    this.child = child;
    this.web = web;
    this.address = address;
    this.readyMillis = readyMillis;
    this.pageMillis = pageMillis;
  }

  /**
   * Starts it and waits until it is ready and has shown its first page.
   *
   * @param cache the JDK's cache of loaded classes; null to start without
   */
  static ServerProcess start(
      Bed bed, Path config, @Nullable Path cache, Map<String, String> environment)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> arguments = new ArrayList<>();
    if (cache != null) {
      arguments.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
    }
    arguments.addAll(bed.serverFlags());
    arguments.addAll(List.of("-jar", bed.serverJar().toString(), "serve"));
    arguments.addAll(List.of("--config", config.toString(), "--port", Integer.toString(port)));
    Path folder = bed.folder();
    URI address = URI.create("http://127.0.0.1:" + port);
    Web web = new Web(address);
    Stopwatch watch = new Stopwatch();
    Child child =
        Child.start(arguments, folder, folder.resolve("server-" + port + ".out"), environment);
    try {
      double ready = until(web, "/readyz", child, watch);
      double page = until(web, "/", child, watch);
      return new ServerProcess(child, web, address, ready, page);
    } catch (InterruptedException | RuntimeException e) {
      web.close();
      child.close();
      throw e;
    }
  }

  private static double until(Web web, String path, Child child, Stopwatch watch)
      throws InterruptedException {
    while (web.status(path) != 200) {
      if (!child.alive()) {
        throw child.gone("the server");
      }
      if (watch.seconds() > READY_SECONDS) {
        throw new IllegalStateException(path + " did not answer with 200 in time");
      }
      Thread.sleep(5);
    }
    return watch.millis();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Web web() {
    return web;
  }

  URI address() {
    return address;
  }

  /** From the start of the process to the first 200 of {@code /readyz}. */
  double readyMillis() {
    return readyMillis;
  }

  /** From the start of the process to the first whole overview. */
  double pageMillis() {
    return pageMillis;
  }

  double residentMegabytes() throws IOException {
    return child.residentMegabytes();
  }

  /**
   * Whether its first source was read once, and all that was read is projected.
   *
   * @throws IllegalStateException when reading stopped
   */
  boolean hasReadAll() throws IOException, InterruptedException {
    JsonNode status = web.json("/api/v1/sources").path("items").path(0).path("status");
    if (status.path("state").asText().equals("stopped")) {
      throw new IllegalStateException("reading stopped: " + status.path("message").asText());
    }
    if (status.path("lastSuccess").isNull()) {
      return false;
    }
    JsonNode ready = web.json("/readyz");
    return ready.path("checks").path(0).path("data").path("behind").asLong(1) == 0;
  }

  /** The last part of the webhook address of its only source, from what it printed. */
  String hookPath() throws InterruptedException {
    Stopwatch watch = new Stopwatch();
    while (watch.seconds() < 10) {
      var found = java.util.regex.Pattern.compile("(/hooks/\\S+)").matcher(child.printed());
      if (found.find()) {
        return found.group(1);
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("the server printed no webhook address");
  }

  @Override
  public void close() {
    web.close();
    child.close();
  }
}
