package io.throughline.evidenced;

import io.throughline.metric.UnknownNameException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gates of builds, as they were told, and what follows for what runs. */
public interface Evidenced {
  /**
   * Gates by service, for what runs in production and for the newest build of each branch.
   *
   * @param team id of a team, with all teams below it; null for everyone
   * @param branches how many branches of each service, the most lately built first
   * @throws UnknownNameException when there is no such team
   */
  GateMatrix matrix(@Nullable String team, int branches);

  /** One judging of one build with its evidence; empty when there is no such run. */
  Optional<JudgedBuild> build(long run);

  /**
   * Tests that passed only when they were tried again, and gates that passed only when the same
   * commit was judged again; the most often first.
   *
   * @param since from when on
   */
  FlakyTests flaky(@Nullable String team, Instant since, int most);

  /** What is known to be vulnerable in the images that run, the most pressing first. */
  Vulnerabilities vulnerabilities(@Nullable String team, int most);

  /** How long each transaction of a service took in its load tests, oldest first. */
  List<LoadTrend> load(@Nullable String team, Instant since);

  /**
   * When main branches began to be rated in another mode than before, oldest first.
   *
   * @param team id; null for everyone
   * @param service id; null for all of the team
   * @param to the first moment that is not asked for
   */
  List<ModeChange> modeChanges(
      @Nullable String team, @Nullable String service, Instant from, Instant to);

  /**
   * Whether a version may go to production, by what is known of its gates now.
   *
   * @param service id
   * @param image digest, {@code sha256:…}; null when the commit says which
   * @param commit whole; null when the image says which
   * @throws UnknownNameException when there is no such service
   */
  Permission mayDeploy(String service, @Nullable String image, @Nullable String commit);

  /**
   * What the load test of the last release measured; without a commit when none is known.
   *
   * @param service id
   * @param commit whole, that is built and so is no release before itself; null when nobody said
   * @throws UnknownNameException when there is no such service
   */
  ReleasedLoad lastRelease(String service, @Nullable String commit);
}
