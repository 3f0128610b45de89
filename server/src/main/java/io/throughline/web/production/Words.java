package io.throughline.web.production;

import io.throughline.running.Deployments.Deployed;
import io.throughline.running.Incidents.Happened;
import io.throughline.web.part.Mark;
import io.throughline.web.part.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Deployments and incidents in words of people. */
final class Words {
  private Words() {}

  /** What came of a deployment. */
  static Mark outcome(Deployed deployed) {
    return switch (deployed.outcome()) {
      case "failed" -> new Mark("missed", "missed", failure(deployed));
      case "pending" ->
          new Mark(
              "none",
              "none",
              deployed.status().equals("in_progress") ? "in progress" : "too early to tell");
      default ->
          deployed.kind().equals("rollback")
              ? new Mark("near", "near", "rolled back to")
              : new Mark("met", "met", deployed.provisional() ? "good so far" : "good");
    };
  }

  private static String failure(Deployed deployed) {
    return switch (Objects.requireNonNullElse(deployed.failedBy(), "failed")) {
      case "aborted" -> "aborted";
      case "degraded" -> "degraded after it";
      case "rolled_back" -> "rolled back";
      case "hotfix" -> "mended by a hotfix";
      case "incident" -> "caused an incident";
      default -> "failed";
    };
  }

  /** Which of the four ways to draw it. */
  static String drawn(Deployed deployed) {
    return switch (deployed.outcome()) {
      case "failed" -> "failed";
      case "pending" -> "pending";
      default -> deployed.kind().equals("change") ? "good" : "other";
    };
  }

  /** What kind of deployment it was, where that is worth a word. */
  static String kind(Deployed deployed) {
    return switch (deployed.kind()) {
      case "rollback" -> "rollback";
      case "config" -> "settings only";
      default -> deployed.rework() ? "rework" : "";
    };
  }

  /** How it was rolled out. */
  static String strategy(@Nullable String strategy, @Nullable Boolean analysed) {
    if (strategy == null) {
      return "–";
    }
    String way =
        switch (strategy) {
          case "canary" -> "canary";
          case "blue_green" -> "blue-green";
          default -> "all at once";
        };
    return Boolean.TRUE.equals(analysed) ? way + ", analysed" : way;
  }

  /** What it is called: its version, else the beginning of its commit. */
  static String version(Deployed deployed) {
    String version = deployed.version();
    return version != null ? version : commit(deployed.commit());
  }

  /** The beginning of a commit; a dash without one. */
  static String commit(@Nullable String sha) {
    return sha == null ? "–" : sha.substring(0, Math.min(8, sha.length()));
  }

  /** How long something took; a dash when an end is not known. */
  static String span(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null || to.isBefore(from) ? "–" : span(Duration.between(from, to));
  }

  /** A length of time in the unit that people would use. */
  static String span(Duration length) {
    if (length.toSeconds() < 120) {
      return length.toSeconds() + " s";
    }
    return length.toMinutes() < 120 ? length.toMinutes() + " min" : Times.span(length);
  }

  /** How bad an incident is. */
  static String severity(@Nullable Integer severity) {
    return severity == null ? "not told" : "sev " + severity;
  }

  /** Colour of that. */
  static String tone(@Nullable Integer severity) {
    return severity == null || severity > 3 ? "none" : severity <= 2 ? "missed" : "near";
  }

  /** Who noticed it. */
  static String origin(@Nullable String origin) {
    return switch (Objects.requireNonNullElse(origin, "")) {
      case "monitoring" -> "monitoring";
      case "customer" -> "a customer";
      case "person" -> "somebody of ours";
      default -> "not told";
    };
  }

  /** What caused it. */
  static String cause(@Nullable String cause) {
    return switch (Objects.requireNonNullElse(cause, "")) {
      case "change" -> "a change";
      case "infrastructure" -> "infrastructure";
      case "third_party" -> "a third party";
      case "other" -> "something else";
      default -> "nobody said";
    };
  }

  /** Why it is put down to a deployment. */
  static String why(@Nullable String why) {
    return switch (Objects.requireNonNullElse(why, "")) {
      case "explicit" -> "because its post-mortem, or somebody here, says so";
      case "sha" -> "because its post-mortem names a commit that this deployment carried";
      case "latest" -> "because it was the latest deployment of the service before it began";
      default -> "";
    };
  }

  /** Whether it is over. */
  static Mark state(Happened incident) {
    if (incident.resolvedAt() != null) {
      return incident.triggeredAt() == null
          ? new Mark("near", "nodata", "beginning not known")
          : new Mark("met", "met", "resolved");
    }
    return incident.acknowledgedAt() != null
        ? new Mark("near", "near", "acknowledged")
        : new Mark("missed", "missed", "open");
  }
}
