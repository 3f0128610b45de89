package io.throughline.simulator.live;

import io.throughline.simulator.argocd.ArgoCdHook;
import io.throughline.simulator.gitlab.Hook;
import io.throughline.simulator.jira.JiraHook;
import io.throughline.simulator.sonarqube.SonarHook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a restart must know so that it tells the same history again: written as {@code runs.json}.
 * Times are epoch milliseconds.
 */
public final class RunState {
  /** A stretch in which the simulator ran live. */
  public record Run(long from, long to, double perMinute) {}

  /** A merge request that was asked for by hand. */
  public record Emit(long at, @Nullable String project, int number) {}

  /** Which world this is. */
  public record Seed(long seed, long anchor, int months, double scale) {}

  public Seed seed = new Seed(0, 0, 0, 0);
  public List<Run> runs = new ArrayList<>();
  public List<Emit> emits = new ArrayList<>();
  public List<Long> deleted = new ArrayList<>();
  public Map<Long, String> moved = new HashMap<>();
  public List<Hook> hooks = new ArrayList<>();
  public List<JiraHook> jiraHooks = new ArrayList<>();
  public List<SonarHook> sonarHooks = new ArrayList<>();
  public List<String> jenkinsHooks = new ArrayList<>();
  public List<ArgoCdHook> argoHooks = new ArrayList<>();
  public List<Subscription> subscriptions = new ArrayList<>();
}
