package io.throughline.simulator.argocd;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What stands in {@code argocd-notifications-cm}: there is no interface by which it is set. */
public final class ArgoCdHooks {
  private final CopyOnWriteArrayList<ArgoCdHook> hooks = new CopyOnWriteArrayList<>();

  /** Adds a hook, replacing one of the same address. */
  public void add(ArgoCdHook hook) {
    hooks.removeIf(h -> h.url().equals(hook.url()));
    hooks.add(hook);
  }

  /** All hooks. */
  public List<ArgoCdHook> all() {
    return List.copyOf(hooks);
  }
}
