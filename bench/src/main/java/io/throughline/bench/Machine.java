package io.throughline.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;

/**
 * What this machine can do at best, to be printed beside what the product does.
 *
 * @param forceMillis times to append 4 KB to a file and force them to the disk
 * @param parseMegabytes JSON that Jackson reads into a tree, MB a second, on one thread
 * @param requests empty HTTP requests a second over loopback, four at a time, JDK on both ends
 */
record Machine(
    int cores,
    double memoryGigabytes,
    double load,
    Samples forceMillis,
    double parseMegabytes,
    double requests) {
  private static final int FORCES = 300;
  private static final int BLOCK = 4096;
  private static final double SECONDS = 1.5;

  static Machine look(Path folder, Progress progress) throws IOException, InterruptedException {
    progress.show("looking at the machine");
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double load = system.getSystemLoadAverage();
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize() / 1e9,
        load,
        forces(folder.resolve("force")),
        parsing(Payloads.mergeRequest(1, BLOCK)),
        loopbackRate());
  }

  void tell(Report report) {
    report.section("The machine");
    String name = "machine";
    report.add(Result.one(name, "processors", "", cores, 1, "load " + Report.number(load)));
    report.add(Result.one(name, "memory", "GB", memoryGigabytes, 1, ""));
    report.add(
        Result.of(
            name,
            "append 4 KB and force them to the disk",
            "ms",
            forceMillis,
            "p99 " + Report.number(forceMillis.at(0.99))));
    report.add(
        Result.one(name, "JSON read into a tree, one thread", "MB/s", parseMegabytes, 1, ""));
    report.add(Result.one(name, "empty HTTP requests over loopback", "/s", requests, 1, ""));
  }

  private static Samples forces(Path file) throws IOException {
    double[] millis = new double[FORCES];
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      for (int i = 0; i < FORCES; i++) {
        block.clear();
        Stopwatch watch = new Stopwatch();
        channel.write(block);
        channel.force(false);
        millis[i] = watch.millis();
      }
    }
    return Samples.of(millis);
  }

  private static double parsing(byte[] document) throws IOException {
    ObjectMapper json = new ObjectMapper();
    double rate = 0;
    // The first round is the warm-up.
    for (int round = 0; round < 2; round++) {
      Stopwatch watch = new Stopwatch();
      long bytes = 0;
      while (watch.seconds() < SECONDS) {
        bytes += json.readTree(document).isObject() ? document.length : 0;
      }
      rate = bytes / 1e6 / watch.seconds();
    }
    return rate;
  }

  private static double loopbackRate() throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Web web = new Web(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
      server.setExecutor(threads);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange.sendResponseHeaders(204, -1);
            }
          });
      server.start();
      Crowd.rate(4, SECONDS, i -> web.get("/"));
      return Crowd.rate(4, SECONDS, i -> web.get("/"));
    } finally {
      server.stop(0);
    }
  }
}
