package io.throughline.simulator.jira;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The registered webhooks. */
public final class JiraHooks {
  private final CopyOnWriteArrayList<JiraHook> hooks = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong();

  /** An id that no hook has had. */
  long nextId() {
    return ids.incrementAndGet();
  }

  /** Adds a hook, replacing one with the same id. */
  public void add(JiraHook hook) {
    ids.accumulateAndGet(hook.id(), Math::max);
    hooks.removeIf(h -> h.id() == hook.id());
    hooks.add(hook);
  }

  /** Removes a hook; true when there was one. */
  boolean remove(long id) {
    return hooks.removeIf(h -> h.id() == id);
  }

  /** All hooks. */
  public List<JiraHook> all() {
    return List.copyOf(hooks);
  }
}
