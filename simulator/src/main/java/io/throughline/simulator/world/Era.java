package io.throughline.simulator.world;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The history that something belongs to: its luck, when its recorded part begins, and how long that
 * is. Two of equal seed, start and length tell the same.
 */
public final class Era {
  private final long seed;
  private final long start;
  private final long length;
  // Each list follows from the three above; it is kept because every build asks for it.
  private final Map<String, List<Flaw>> flaws = new ConcurrentHashMap<>();

  /**
   * A history.
   *
   * @param start of its recorded part, epoch milliseconds
   * @param length of that part, milliseconds
   */
  public Era(long seed, long start, long length) {
    this.seed = seed;
    this.start = start;
    this.length = length;
  }

  /** How much of the recorded history has passed: 0 to 1, and a little more while it runs live. */
  public double year(long at) {
    return Math.max(0, Math.min(1.1, (double) (at - start) / length));
  }

  /** When so much of the recorded history has passed, epoch milliseconds. */
  public long at(double year) {
    return start + (long) (year * length);
  }

  /** When the recorded part begins, epoch milliseconds. */
  public long start() {
    return start;
  }

  /** Dice that fall the same way whenever this history is told. */
  public Dice dice(String key) {
    return Dice.of(seed, key);
  }

  /** All that scanners of a kind ever find in a project, also what is mended since. */
  List<Flaw> flaws(Flaw.Kind kind, Project project) {
    return flaws.computeIfAbsent(
        kind + "/" + project.slug(), key -> FlawMaker.of(dice(key), kind, start, length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Era era
        && seed == era.seed
        && start == era.start
        && length == era.length;
  }

  @Override
  public int hashCode() {
    return Objects.hash(seed, start, length);
  }
}
