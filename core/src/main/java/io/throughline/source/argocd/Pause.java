package io.throughline.source.argocd;

import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pause that a Rollout is in. The object tells only of those that go on, so what was seen last is
 * carried to the next look, where one that is not there any more has ended.
 *
 * @param version of the Rollout, as {@link RolloutVersion#key}
 * @param reason the controller's word; {@code Paused} for one that a person began by hand
 * @param step null for blue and green
 */
record Pause(
    String version, Instant startedAt, String reason, @Nullable Integer step, boolean forPerson) {
  private static final String BY_HAND = "Paused";
  private static final int MOST_STEPS = 100_000;
  private static final int FIELDS = 5;

  /** What a Rollout is paused for. */
  static List<Pause> of(Times times, JsonValue rollout) throws UnmappableException {
    JsonValue status = rollout.optionalObject("status");
    if (status == null) {
      return List.of();
    }
    String version = RolloutVersion.of(rollout).key();
    RolloutStrategy strategy = RolloutStrategy.of(rollout);
    Integer step = strategy.count() == null ? null : step(status);
    List<Pause> all = new ArrayList<>();
    for (JsonValue row : status.objects("pauseConditions")) {
      Instant at = times.time(row, "startTime");
      String reason = row.text("reason");
      if (at != null) {
        String word = reason == null ? "" : reason;
        all.add(new Pause(version, at, word, step, forPerson(word, strategy, step)));
      }
    }
    Instant old = times.time(status, "pauseStartTime");
    boolean byHand = Boolean.TRUE.equals(rollout.object("spec").flag("paused"));
    if (all.isEmpty() && old != null) {
      boolean canary = !strategy.name().equals("blue_green");
      String reason = byHand ? BY_HAND : canary ? "CanaryPauseStep" : "BlueGreenPause";
      all.add(new Pause(version, old, reason, step, forPerson(reason, strategy, step)));
    } else if (all.isEmpty() && byHand) {
      Instant since = new Conditions(times, status).since("Progressing");
      if (since != null) {
        all.add(new Pause(version, since, BY_HAND, step, true));
      }
    }
    return List.copyOf(all);
  }

  private static boolean forPerson(String reason, RolloutStrategy strategy, @Nullable Integer step)
      throws UnmappableException {
    return switch (reason) {
      case "CanaryPauseStep" -> strategy.waitsForPerson(step);
      case "BlueGreenPause" -> strategy.promotedByPerson();
      default -> true;
    };
  }

  /** The step that a Rollout is at; null where it is not told. */
  static @Nullable Integer step(JsonValue status) throws UnmappableException {
    Long step = status.integer("currentStepIndex");
    if (step == null) {
      return null;
    }
    if (step < 0 || step > MOST_STEPS) {
      throw status.at("currentStepIndex").unexpected("the number of a step");
    }
    return step.intValue();
  }

  /** As in {@link io.throughline.model.fact.RolloutPause}. */
  String key() {
    return startedAt + " " + reason;
  }

  /** For the next look, one in a line. */
  static String format(List<Pause> pauses) {
    return pauses.stream()
        .map(
            one ->
                String.join(
                    "\t",
                    one.version,
                    one.startedAt.toString(),
                    one.reason.replaceAll("[\t\n\r]", " "),
                    one.step == null ? "" : one.step.toString(),
                    Boolean.toString(one.forPerson)))
        .collect(Collectors.joining("\n"));
  }

  /** What {@link #format} wrote. */
  static List<Pause> parse(String text) throws UnmappableException {
    List<Pause> all = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] parts = line.split("\t", FIELDS);
      Optional<Instant> at = parts.length == FIELDS ? time(parts[1]) : Optional.empty();
      if (at.isEmpty() || !parts[3].matches("[0-9]{0,6}")) {
        throw new UnmappableException("", "the delivery's context has no pauses 'paused_before'");
      }
      Integer step = parts[3].isEmpty() ? null : Integer.valueOf(parts[3]);
      all.add(new Pause(parts[0], at.get(), parts[2], step, parts[4].equals("true")));
    }
    return List.copyOf(all);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(SourceTime.parse(text));
    } catch (DateTimeException e) {
      // The caller tells that it is none.
      return Optional.empty();
    }
  }
}
