package io.throughline.web;

import io.throughline.ledger.SourceStatus;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.org.Organisation;
import io.throughline.web.Frame.JumpTarget;
import io.throughline.web.Frame.TeamLink;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the frame of a page. */
@Singleton
public final class Frames {
  private final PageSources sources;
  private final Assets assets;

  Frames(PageSources sources, Assets assets) {
    this.sources = sources;
    this.assets = assets;
  }

  /**
   * A frame.
   *
   * @param section entry of the navigation
   * @param team the team that the page is about; null for none
   */
  public Frame frame(String title, String section, @Nullable String team) {
    Organisation organisation = sources.organisation().get();
    List<TeamLink> teams =
        TeamTree.walk(organisation.teams()).stream()
            .map(
                node ->
                    new TeamLink(
                        node.team().id(),
                        node.team().name(),
                        node.depth(),
                        "/teams/" + Links.encode(node.team().id()),
                        node.team().id().equals(team)))
            .toList();
    List<SourceStatus> states =
        organisation.sources().stream()
            .map(source -> sources.ledger().status(source.id()))
            .toList();
    return new Frame(
        title,
        section,
        organisation.name(),
        team,
        teams,
        jumps(teams),
        Freshness.of(states, sources.clock().instant()),
        assets);
  }

  private List<JumpTarget> jumps(List<TeamLink> teams) {
    List<JumpTarget> jumps = new ArrayList<>();
    jumps.add(new JumpTarget("Overview", "page", "/"));
    jumps.add(new JumpTarget("Metrics", "page", "/catalogue"));
    jumps.add(new JumpTarget("Ageing work", "page", "/ageing"));
    jumps.add(new JumpTarget("Team and sprint health", "page", "/health"));
    jumps.add(new JumpTarget("My workload", "page", "/mine"));
    jumps.add(new JumpTarget("Where the time goes", "page", "/investment"));
    jumps.add(new JumpTarget("Delivery process", "page", "/process"));
    jumps.add(new JumpTarget("Product research", "page", "/research"));
    jumps.add(new JumpTarget("Gates", "page", "/gates"));
    jumps.add(new JumpTarget("Flaky tests and gates", "page", "/gates/flaky"));
    jumps.add(new JumpTarget("Vulnerabilities", "page", "/gates/vulnerabilities"));
    jumps.add(new JumpTarget("Load tests", "page", "/gates/load"));
    jumps.add(new JumpTarget("To do", "page", "/todo"));
    jumps.add(new JumpTarget("Sources", "page", "/sources"));
    jumps.add(new JumpTarget("How we count, and how others count", "page", "/counting"));
    teams.forEach(team -> jumps.add(new JumpTarget(team.name(), "team", team.href())));
    for (MetricDefinition metric : sources.definitions()) {
      jumps.add(new JumpTarget(metric.title(), "metric", "/metric/" + Links.encode(metric.id())));
    }
    return List.copyOf(jumps);
  }
}
