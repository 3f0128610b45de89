package io.throughline.web;

import io.throughline.warehouse.Change;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/** A feed of changes that a test can tell of something. */
final class FakeChanges implements ChangeFeed {
  private final Set<Consumer<Change>> listeners = new CopyOnWriteArraySet<>();

  @Override
  public Runnable subscribe(Consumer<Change> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void tell(Change change) {
    listeners.forEach(listener -> listener.accept(change));
  }

  int listening() {
    return listeners.size();
  }
}
