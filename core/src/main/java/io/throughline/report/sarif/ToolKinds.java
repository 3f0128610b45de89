package io.throughline.report.sarif;

import io.throughline.report.FindingSummary;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a tool looks at, by its name, since SARIF does not say: these look at what something is made
 * of or at a program that runs, and all others at source.
 */
final class ToolKinds {
  private static final Pattern COMPOSITION =
      words(
          "trivy",
          "grype",
          "anchore",
          "clair",
          "dockle",
          "docker scout",
          "snyk container",
          "snyk open source",
          "osv-scanner",
          "govulncheck",
          "dependency-check");

  private static final Pattern RUNNING =
      words(
          "zap",
          "zaproxy",
          "zed attack proxy",
          "stackhawk",
          "hawkscan",
          "mapi",
          "mayhem",
          "nuclei",
          "burp",
          "dastardly",
          "invicti",
          "netsparker",
          "astra",
          "42crunch",
          "schemathesis",
          "wapiti",
          "nikto");

  private ToolKinds() {}

  static FindingSummary.Kind of(String tool) {
    String name = tool.toLowerCase(Locale.ROOT);
    if (RUNNING.matcher(name).find()) {
      return FindingSummary.Kind.RUNNING;
    }
    return COMPOSITION.matcher(name).find()
        ? FindingSummary.Kind.COMPOSITION
        : FindingSummary.Kind.CODE;
  }

  private static Pattern words(String... words) {
    return Pattern.compile("\\b(" + String.join("|", words) + ")\\b");
  }
}
