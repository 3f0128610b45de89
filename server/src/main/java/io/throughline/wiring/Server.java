package io.throughline.wiring;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.throughline.model.org.Organisation;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Runs a house behind its web server. The stores open while the web server starts: each takes a
 * good part of a second.
 */
public final class Server {
  private static final int CANNOT = 2;

  private static volatile @Nullable CompletableFuture<House> opening;
  private static volatile Consumer<House> whenReady = house -> {};

  private Server() {}

  /**
   * Runs until it is told to stop.
   *
   * @param port of pages and API; null: as configured
   * @param ready told once the server answers
   * @return the exit code
   */
  public static int run(Organisation organisation, @Nullable Integer port, Consumer<House> ready) {
    String listen = organisation.server().listen();
    int colon = listen.lastIndexOf(':');
    System.setProperty("quarkus.http.host", listen.substring(0, colon));
    System.setProperty(
        "quarkus.http.port", port == null ? listen.substring(colon + 1) : port.toString());
    whenReady = ready;
    CompletableFuture<House> house =
        CompletableFuture.supplyAsync(() -> House.open(organisation, Clock.systemUTC()));
    opening = house;
    AtomicInteger code = new AtomicInteger();
    Quarkus.run(
        Application.class,
        (exit, failure) -> {
          code.set(failure == null ? exit : CANNOT);
          if (failure != null) {
            throw new IllegalStateException(cause(failure), failure);
          }
        });
    return code.get();
  }

  /** The house that is being opened; waits for it. */
  static House house() {
    CompletableFuture<House> house = opening;
    if (house == null) {
      throw new IllegalStateException("no house was opened before the web server started");
    }
    try {
      return house.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  /** {@code host:port} where the web server really listens. */
  static String listening(Organisation organisation) {
    String port =
        ConfigProvider.getConfig()
            .getOptionalValue("quarkus.http.port", String.class)
            .orElse(organisation.server().listen().replaceFirst("^.*:", ""));
    String host = organisation.server().listen().replaceFirst(":[^:]*$", "");
    return (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port;
  }

  private static String cause(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }

  /** What runs inside the framework. */
  static final class Application implements QuarkusApplication {
    @Override
    public int run(String... arguments) {
      House house = house();
      house.start();
      whenReady.accept(house);
      Quarkus.waitForExit();
      house.close();
      return 0;
    }
  }
}
