package io.throughline.gate;

import java.util.List;

/**
 * The gates that a build of one service has to pass, in their order.
 *
 * @param build what they are for
 * @param source where they stand, for a person: a file, or the rules that ship
 * @param hash SHA-256 of the file's bytes in hexadecimal; of the shipped rules when there is none
 */
public record GateRules(Build build, List<GateRule> gates, String source, String hash) {
  public GateRules {
    gates = List.copyOf(gates);
  }
}
