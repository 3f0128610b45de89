package io.throughline.wiring;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.throughline.api.HookLimits;
import io.throughline.api.HookPort;
import io.throughline.api.HookRoute;
import io.throughline.api.ListenException;
import io.throughline.config.ListenAddress;
import io.throughline.model.org.Organisation;
import io.throughline.web.survey.SurveyDoor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.Dependent;
import java.net.BindException;
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
    ListenAddress pages = ListenAddress.of(organisation.server().listen());
    ListenAddress listen = port == null ? pages : pages.withPort(port);
    System.setProperty("quarkus.http.host", listen.host());
    System.setProperty("quarkus.http.port", Integer.toString(listen.port()));
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
            throw explained(failure, listen);
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
  static ListenAddress listening(Organisation organisation) {
    ListenAddress configured = ListenAddress.of(organisation.server().listen());
    return ConfigProvider.getConfig()
        .getOptionalValue("quarkus.http.port", Integer.class)
        .map(configured::withPort)
        .orElse(configured);
  }

  private static RuntimeException explained(Throwable failure, ListenAddress pages) {
    Throwable deepest = failure;
    while (deepest.getCause() != null && !(deepest instanceof ListenException)) {
      deepest = deepest.getCause();
    }
    return switch (deepest) {
      case ListenException known -> known;
      case BindException taken ->
          ListenException.of("pages and API", "server.listen", pages, taken);
      default -> new IllegalStateException(String.valueOf(deepest.getMessage()), failure);
    };
  }

  /** What runs inside the framework. */
  @Dependent
  @Unremovable
  static final class Application implements QuarkusApplication {
    private final Vertx vertx;
    private final HookRoute hooks;
    private final SurveyDoor surveys;

    Application(Vertx vertx, HookRoute hooks, SurveyDoor surveys) {
      this.vertx = vertx;
      this.hooks = hooks;
      this.surveys = surveys;
    }

    @Override
    public int run(String... arguments) {
      // In this order closed from the last to the first: no hook may come to a closed ledger.
      try (House house = house();
          @Nullable HookPort port = hookPort(house)) {
        if (port != null) {
          house.hooksListenOn(port.address());
        }
        house.start();
        house.keepAddress();
        StopSignals.heed();
        whenReady.accept(house);
        Quarkus.waitForExit();
      }
      return 0;
    }

    private @Nullable HookPort hookPort(House house) {
      String listen = house.organisation().server().hooksListen();
      return listen == null
          ? null
          : HookPort.open(vertx, ListenAddress.of(listen), this::outside, HookLimits.USUAL);
    }

    /** What other machines may reach: hooks, and the pages of surveys. */
    private void outside(HttpServerRequest request) {
      if (SurveyDoor.takes(request)) {
        surveys.handle(request);
      } else {
        hooks.handle(request);
      }
    }
  }
}
