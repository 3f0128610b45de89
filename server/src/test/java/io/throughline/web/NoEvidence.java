package io.throughline.web;

import io.throughline.evidenced.Evidenced;
import io.throughline.evidenced.FlakyTests;
import io.throughline.evidenced.GateMatrix;
import io.throughline.evidenced.JudgedBuild;
import io.throughline.evidenced.LoadTrend;
import io.throughline.evidenced.Permission;
import io.throughline.evidenced.Vulnerabilities;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A house in which no build was ever judged. */
final class NoEvidence implements Evidenced {
  @Override
  public GateMatrix matrix(@Nullable String team, int branches) {
    return new GateMatrix(List.of(), List.of());
  }

  @Override
  public Optional<JudgedBuild> build(long run) {
    return Optional.empty();
  }

  @Override
  public FlakyTests flaky(@Nullable String team, Instant since, int most) {
    return new FlakyTests(List.of(), List.of());
  }

  @Override
  public Vulnerabilities vulnerabilities(@Nullable String team, int most) {
    return new Vulnerabilities(List.of(), List.of(), List.of(), 0);
  }

  @Override
  public List<LoadTrend> load(@Nullable String team, Instant since) {
    return List.of();
  }

  @Override
  public Permission mayDeploy(String service, @Nullable String image, @Nullable String commit) {
    return new Permission(
        service, image, commit, false, List.of("nothing is known"), List.of(), Instant.EPOCH);
  }
}
