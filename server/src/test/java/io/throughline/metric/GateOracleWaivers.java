package io.throughline.metric;

import io.throughline.model.fact.GateCheck;
import io.throughline.model.fact.GateOutcome;
import io.throughline.model.org.RequiredGate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of random worlds somebody answers for, and whether it is so at one moment. */
final class GateOracleWaivers {
  private static final List<String> MEASURES = List.of("line_coverage", "failed_tests");

  /** Words of a tool that no waiver can name. */
  private static final String FOREIGN = "new_violations";

  private final Random random;
  final Map<Long, List<GateCheck>> checks = new HashMap<>();

  /** Which ways of waivers were met. */
  final Set<String> ways = new HashSet<>();

  GateOracleWaivers(long seed) {
    random = new Random(seed * 31 + 7);
  }

  /** Some waivers of a gate: of all of it, or of a condition. */
  List<RequiredGate.Waiver> some() {
    List<RequiredGate.Waiver> waivers = new ArrayList<>();
    int count = Math.max(0, random.nextInt(5) - 1);
    for (int i = 0; i < count; i++) {
      String condition = random.nextInt(3) == 0 ? null : MEASURES.get(random.nextInt(2));
      LocalDate until = GateOracleWorld.FIRST.plusDays(random.nextInt(45));
      waivers.add(new RequiredGate.Waiver(null, null, condition, "o" + i, "why", until));
    }
    return waivers;
  }

  /** An outcome, which its own rules may have waived until some day, with its conditions. */
  GateOutcome outcome(long run, String gate, int place, String verdict, Instant at) {
    List<GateCheck> own = checks.computeIfAbsent(run, r -> new ArrayList<>());
    if (Set.of("fail", "no_data").contains(verdict)) {
      int broken = random.nextInt(3);
      for (int i = 0; i < broken; i++) {
        String measure = random.nextInt(8) == 0 ? FOREIGN : MEASURES.get(i);
        own.add(check(run, gate, own.size(), measure, verdict));
      }
      own.add(check(run, gate, own.size(), "pass_rate", "pass"));
    }
    boolean said = verdict.equals("waived") && random.nextInt(3) > 0;
    Instant until =
        said
            ? at.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1 + random.nextInt(4))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
            : null;
    return new GateOutcome(run, gate, place, gate, verdict, null, until);
  }

  private static GateCheck check(long run, String gate, int place, String measure, String verdict) {
    return new GateCheck(
        run,
        gate + "/" + measure,
        gate,
        place,
        measure,
        "at least",
        80.0,
        null,
        null,
        null,
        verdict,
        null);
  }

  /** A verdict as it stands at a moment. */
  String at(Instant moment, GateOutcome told, RequiredGate gate) {
    Instant own = told.waivedUntil();
    return switch (told.verdict()) {
      case "waived" ->
          own == null || moment.isBefore(own) || isWhole(moment, gate)
              ? "waived"
              : met("ended", "fail");
      case "fail" -> answered(moment, told, gate) ? met("failed and waived", "waived") : "fail";
      case "no_data" ->
          answered(moment, told, gate) ? met("no data and waived", "no_data_waived") : "no_data";
      default -> told.verdict();
    };
  }

  /** What stands of a gate of which nobody said anything. */
  String unsaid(Instant moment, RequiredGate gate) {
    return isWhole(moment, gate) ? met("missing and waived", "waived") : "missing";
  }

  private String met(String way, String verdict) {
    ways.add(way);
    return verdict;
  }

  /** Whether each condition that does not hold is waived; without one, all has to be. */
  private boolean answered(Instant moment, GateOutcome told, RequiredGate gate) {
    List<GateCheck> broken =
        checks.getOrDefault(told.gateRunId(), List.of()).stream()
            .filter(c -> c.gate().equals(told.gate()) && !c.verdict().equals("pass"))
            .toList();
    return isWhole(moment, gate)
        || !broken.isEmpty() && broken.stream().allMatch(c -> isOf(c.measure(), moment, gate));
  }

  private static boolean isWhole(Instant moment, RequiredGate gate) {
    return isOf(null, moment, gate);
  }

  private static boolean isOf(@Nullable String measure, Instant moment, RequiredGate gate) {
    return gate.waivers().stream()
        .filter(w -> Objects.equals(w.condition(), measure))
        .anyMatch(w -> moment.isBefore(end(w.until())));
  }

  private static Instant end(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofDays(1));
  }
}
