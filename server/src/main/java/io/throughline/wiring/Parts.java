package io.throughline.wiring;

import io.throughline.api.AdminToken;
import io.throughline.api.ApiSources;
import io.throughline.api.HookRoute;
import io.throughline.api.PersonalLinks;
import io.throughline.ingest.ChangeFeed;
import io.throughline.ingest.Receiver;
import io.throughline.ingest.Surveys;
import io.throughline.web.PageSources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Hands the house's parts to the web floor. */
@ApplicationScoped
class Parts {
  @Produces
  @Singleton
  ApiSources api() {
    House house = Server.house();
    return new ApiSources(
        house.readings(),
        List.copyOf(house.catalogue().definitions()),
        house::organisation,
        house.process(),
        house.conformance(),
        house.sprints(),
        house.evidenced(),
        house.running(),
        house.ledger(),
        house.uploads(),
        house.surveys(),
        house.corrections(),
        house::listening,
        house::collectNow,
        house::replayDead,
        house::rebuildInBackground);
  }

  @Produces
  @Singleton
  PageSources pages() {
    House house = Server.house();
    return new PageSources(
        house.readings(),
        house::organisation,
        List.copyOf(house.catalogue().definitions()),
        house.process(),
        house.conformance(),
        house.sprints(),
        house.evidenced(),
        house.running(),
        house.ledger(),
        house::listening,
        house.findings()::find,
        listener -> listen(house.changes(), listener),
        house.clock());
  }

  @Produces
  @Singleton
  Receiver receiver() {
    return Server.house().receiver();
  }

  @Produces
  @Singleton
  HookRoute hooks(Instance<Receiver> receiver) {
    return new HookRoute(receiver::get);
  }

  @Produces
  @Singleton
  Surveys surveys() {
    return Server.house().surveys();
  }

  @Produces
  @Singleton
  AdminToken token() {
    return Server.house().token();
  }

  @Produces
  @Singleton
  PersonalLinks links() {
    return Server.house().links();
  }

  @Produces
  @Singleton
  Clock clock() {
    return Server.house().clock();
  }

  /** One light thread a listener, which may be slow without holding up anybody. */
  private static Runnable listen(
      ChangeFeed changes, Consumer<io.throughline.warehouse.Change> listener) {
    AtomicBoolean going = new AtomicBoolean(true);
    var subscription =
        changes
            .subscribe()
            .orElseThrow(() -> new IllegalStateException("too many pages are open; close some"));
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (going.get()) {
                      subscription.next(Duration.ofSeconds(30)).ifPresent(listener);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    return () -> {
      going.set(false);
      subscription.close();
      thread.interrupt();
    };
  }
}
