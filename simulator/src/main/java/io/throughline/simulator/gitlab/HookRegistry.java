package io.throughline.simulator.gitlab;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The registered webhooks. */
public final class HookRegistry {
  private final CopyOnWriteArrayList<Hook> hooks = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong(70);

  /** An id that no hook has had. */
  public long nextId() {
    return ids.incrementAndGet();
  }

  /** Adds a hook, replacing one with the same id. */
  public void add(Hook hook) {
    ids.accumulateAndGet(hook.id(), Math::max);
    hooks.removeIf(h -> h.id() == hook.id());
    hooks.add(hook);
  }

  /** Removes a hook; true when there was one. */
  public boolean remove(long id) {
    return hooks.removeIf(h -> h.id() == id);
  }

  /** All hooks. */
  public List<Hook> all() {
    return List.copyOf(hooks);
  }
}
