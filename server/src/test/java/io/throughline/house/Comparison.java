package io.throughline.house;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the product answers beside the truth, reading by reading, and how much of it there was. */
final class Comparison {
  private static final double TOLERANCE = 1e-6;

  /** Below this many people a metric about people must be withheld, and nothing else may be. */
  private static final int FEW_PEOPLE = 5;

  private static final List<String> NUMBERS =
      List.of("value", "p50", "p75", "p90", "numerator", "denominator");

  private final boolean aboutPeople;
  private final double second;
  private final List<String> differences = new ArrayList<>();
  private int periods;
  private int items;
  private int withheld;

  /**
   * @param unit of the metric's values. Notes and pipelines of a history come by GraphQL, whose
   *     times are whole seconds, so a duration may be up to a second off, and with it any
   *     percentile of durations
   */
  Comparison(boolean aboutPeople, String unit) {
    this.aboutPeople = aboutPeople;
    this.second =
        switch (unit) {
          case "hours" -> 1 / 3600.0;
          case "minutes" -> 1 / 60.0;
          default -> 0;
        };
  }

  /** Compares one period. */
  void add(String what, JsonNode reading, JsonNode truth) {
    String where = what + " " + truth.path("from").asText();
    int n = truth.path("n").asInt();
    boolean secret = aboutPeople && n > 0 && truth.path("people").asInt() < FEW_PEOPLE;
    boolean silent = reading.path("doubt").asText().equals("WITHHELD");
    periods++;
    if (!reading.path("from").equals(truth.path("from"))
        || !reading.path("to").equals(truth.path("to"))) {
      differences.add(where + ": product " + reading + ", truth " + truth);
    } else if (secret || silent) {
      withheld++;
      boolean tells = NUMBERS.stream().anyMatch(field -> reading.path(field).isNumber());
      if (!secret || !silent || tells || reading.path("n").asInt() != 0) {
        differences.add(where + ": withheld or not, product " + reading + ", truth " + truth);
      }
    } else {
      items += n;
      compare(where, "n", reading, truth);
      NUMBERS.forEach(field -> compare(where, field, reading, truth));
    }
  }

  private void compare(String where, String field, JsonNode reading, JsonNode truth) {
    JsonNode found = reading.path(field);
    JsonNode known = truth.path(field);
    if (!equal(found, known, second)) {
      differences.add(where + " " + field + ": product " + found + ", truth " + known);
    }
  }

  private static boolean equal(JsonNode found, JsonNode known, double second) {
    if (!found.isNumber() || !known.isNumber()) {
      return found.isNull() && known.isNull();
    }
    double scale = Math.max(1, Math.abs(known.asDouble()));
    return Math.abs(found.asDouble() - known.asDouble()) <= second + TOLERANCE * scale;
  }

  /** Where the two disagree, for a reader. */
  List<String> differences() {
    return differences;
  }

  /** Periods seen, the withheld ones too. */
  int periods() {
    return periods;
  }

  /** Items of the periods whose numbers were compared. */
  int items() {
    return items;
  }

  /** Periods of which the product rightly said nothing. */
  int withheld() {
    return withheld;
  }

  @Override
  public String toString() {
    return items + " items, " + periods + " weeks and months (" + withheld + " withheld)";
  }
}
