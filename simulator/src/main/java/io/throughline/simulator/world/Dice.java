package io.throughline.simulator.world;

import java.util.List;

/**
 * A small deterministic source of chance. Each thing in the world gets dice of its own from a key,
 * so adding one thing never changes the luck of another.
 */
public final class Dice {
  private static final String HEX = "0123456789abcdef";
  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** Dice that always fall the same way for the same seed and key. */
  public static Dice of(long seed, String key) {
    return new Dice(hash(seed, key));
  }

  /** 40 hexadecimal digits, the same for the same seed and key, standing for a Git object id. */
  public static String sha(long seed, String key) {
    Dice dice = of(seed, key);
    char[] out = new char[40];
    long bits = 0;
    for (int i = 0; i < 40; i++) {
      if (i % 16 == 0) {
        bits = dice.next();
      }
      out[i] = HEX.charAt((int) (bits & 15));
      bits >>>= 4;
    }
    return new String(out);
  }

  private static long hash(long seed, String key) {
    long h = seed ^ 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      h = (h ^ key.charAt(i)) * 0x100000001b3L;
    }
    return mix(h);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** The next 64 random bits. */
  public long next() {
    state += 0x9e3779b97f4a7c15L;
    return mix(state);
  }

  /** A number in [0, 1). */
  public double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** True with the given probability. */
  public boolean chance(double probability) {
    return unit() < probability;
  }

  /** A whole number in [0, bound). */
  public int below(int bound) {
    return (int) (unit() * bound);
  }

  /** A number in [low, high). */
  public double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** One element of a list that is not empty. */
  public <T> T pick(List<T> list) {
    return list.get(below(list.size()));
  }

  /** A log-normal number with the given median: most are near it, some are far above. */
  public double around(double median, double sigma) {
    double u = Math.max(unit(), 1e-12);
    double normal = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * unit());
    return median * Math.exp(sigma * Math.max(-2.5, Math.min(2.5, normal)));
  }

  /** How often something that happens {@code mean} times on average happens this time. */
  public int poisson(double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double p = unit(); p > limit; p *= unit()) {
      count++;
    }
    return count;
  }
}
