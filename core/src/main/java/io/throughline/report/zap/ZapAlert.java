package io.throughline.report.zap;

import io.throughline.report.Notes;
import io.throughline.report.Severity;
import io.throughline.report.WebAddress;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An alert while it is read: a rule, and where on the site it holds. */
final class ZapAlert {
  private String reference = "";
  private String plugin = "";
  private String name = "";
  private String alert = "";
  private String risk = "";
  private String confidence = "";
  private String count = "";
  private long listed;
  private final Set<Endpoint> endpoints = new LinkedHashSet<>();

  /**
   * Where a rule holds.
   *
   * @param method in capitals; empty when it is not told
   */
  record Endpoint(String method, WebAddress address) {}

  /** Takes a field of the alert, as XML and JSON name it; others are of no interest. */
  void field(String field, String text) {
    switch (field) {
      case "alertRef" -> reference = text;
      case "pluginid" -> plugin = text;
      case "name" -> name = text;
      case "alert" -> alert = text;
      case "riskcode" -> risk = text;
      case "confidence" -> confidence = text;
      case "count" -> count = text;
      default -> {}
    }
  }

  /** Whether {@link #field} has a use for a field. */
  static boolean isOfUse(String field) {
    return switch (field) {
      case "alertRef", "pluginid", "name", "alert", "riskcode", "confidence", "count" -> true;
      default -> false;
    };
  }

  /**
   * Takes an instance.
   *
   * @return whether it is another than all before
   */
  boolean instance(String method, WebAddress address) {
    listed++;
    return endpoints.add(new Endpoint(method, address));
  }

  String rule() {
    return reference.isEmpty() ? plugin : reference;
  }

  String title() {
    return name.isEmpty() ? alert : name;
  }

  Set<Endpoint> endpoints() {
    return endpoints;
  }

  /** Null when it is none that ZAP has. */
  @Nullable Severity severity() {
    return switch (risk) {
      case "0" -> Severity.INFO;
      case "1" -> Severity.LOW;
      case "2" -> Severity.MEDIUM;
      case "3" -> Severity.HIGH;
      default -> null;
    };
  }

  /** As it is written. */
  String risk() {
    return risk;
  }

  boolean falsePositive() {
    return confidence.equals("0");
  }

  /** Notes that the tool lists another number of instances than it found. */
  void compare(Notes notes) {
    if (!count.isEmpty() && !count.equals(Long.toString(listed))) {
      notes.add(
          "rule %s was found %s times, and the report lists %,d",
          Notes.piece(rule()), Notes.piece(count), listed);
    }
  }
}
