package io.throughline.gate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.gate.BuildVerdict;
import io.throughline.gate.ConditionResult;
import io.throughline.gate.GateResult;
import io.throughline.gate.Verdict;
import io.throughline.report.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What does not hold, as GitLab's code quality report, which it shows beside the merge request. */
final class CodeQualityText {
  private static final Pattern LINE = Pattern.compile("(.*):([0-9]{1,7})(?::[0-9]+)?");
  private static final int MOST = 500;

  private CodeQualityText() {}

  static String of(BuildVerdict verdict) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (GateResult gate : verdict.gates()) {
      for (ConditionResult condition : gate.conditions()) {
        if (condition.verdict() == Verdict.FAIL) {
          add(
              all,
              gate.rule().title() + ": " + Words.condition(condition),
              gate.rule().id(),
              condition.condition().measure().id(),
              "blocker",
              verdict.rules().source());
        }
      }
      if (gate.verdict() == Verdict.FAIL) {
        for (Finding finding : gate.findings().subList(0, Math.min(MOST, gate.findings().size()))) {
          add(
              all,
              finding.title().isEmpty() ? Words.finding(finding) : finding.title(),
              finding.rule(),
              finding.subject(),
              severity(finding),
              finding.place().isEmpty() ? finding.subject() : finding.place());
        }
      }
    }
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  private static void add(
      ArrayNode all, String description, String check, String of, String severity, String place) {
    ObjectNode node = all.addObject();
    node.put("description", Plain.of(description));
    node.put("check_name", Plain.of(check));
    node.put("fingerprint", fingerprint(check, of, place));
    node.put("severity", severity);
    Matcher line = LINE.matcher(Plain.of(place));
    boolean hasLine = line.matches();
    ObjectNode location = node.putObject("location");
    location.put("path", hasLine ? line.group(1) : Plain.of(place));
    location.putObject("lines").put("begin", hasLine ? Integer.parseInt(line.group(2)) : 1);
  }

  private static String severity(Finding finding) {
    return switch (finding.severity()) {
      case CRITICAL -> "blocker";
      case HIGH -> "critical";
      case MEDIUM -> "major";
      case LOW -> "minor";
      case INFO, UNKNOWN -> "info";
    };
  }

  private static String fingerprint(String... parts) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
