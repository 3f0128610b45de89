package io.throughline.report.sarif;

import io.throughline.report.FindingSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a result is about, and by what it is the same as another: a package, an operation of an
 * interface, or a place in the source.
 *
 * @param subject for a person
 * @param sameBesideRule what all that count as one have in common, beside their rule
 * @param packageName empty for all else
 * @param version of a package, which shows apart what counts as one; empty for all else
 * @param fixable whether the message names a version that mends it
 */
record SarifSubject(
    String subject,
    List<String> sameBesideRule,
    String packageName,
    String version,
    boolean fixable) {
  /** How Trivy and Grype name in a message the package that SARIF has no field for. */
  private static final Pattern PACKAGE =
      Pattern.compile(
          "(?:^|\\s)[Pp]ackage: ([^\\s,]+)(?:, version ([^\\s,]+)|\\s+Installed Version: ([^\\s]+))?");

  private static final Pattern REPORTS = Pattern.compile(" reports (\\S+) at version (\\S+)");
  private static final Pattern FIXED = Pattern.compile("(?m)^Fixed Version: *\\S");

  /** How a fuzzer names in a message what it called, where it knows no file. */
  private static final Pattern CALLED =
      Pattern.compile("'(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE) (/[^'\\s]*)'");

  static SarifSubject of(SarifResult result, FindingSummary.Kind kind) {
    return switch (kind) {
      case COMPOSITION -> ofPackage(result);
      case RUNNING -> ofCall(result);
      case CODE -> ofSource(result);
    };
  }

  /** The id of a rule; Grype makes it of the vulnerability and the package. */
  String rule(String id) {
    String tail = "-" + packageName;
    return !packageName.isEmpty() && id.endsWith(tail)
        ? id.substring(0, id.length() - tail.length())
        : id;
  }

  List<String> same(String rule) {
    List<String> same = new ArrayList<>(sameBesideRule);
    same.add(rule);
    return same;
  }

  List<String> shown(String rule, String place) {
    List<String> shown = same(rule);
    if (!packageName.isEmpty()) {
      shown.add(version);
      shown.add(place);
    }
    return shown;
  }

  private static SarifSubject ofPackage(SarifResult result) {
    Matcher told = PACKAGE.matcher(result.message());
    if (told.find()) {
      String version = told.group(2) == null ? told.group(3) : told.group(2);
      return ofPackage(result, told.group(1), version == null ? "" : version);
    }
    Matcher reports = REPORTS.matcher(result.message());
    if (reports.find()) {
      return ofPackage(result, reports.group(1), reports.group(2));
    }
    return plain(
        result.file(),
        List.of("place", result.file(), String.valueOf(result.line()), result.message()));
  }

  private static SarifSubject ofPackage(SarifResult result, String name, String version) {
    return new SarifSubject(
        (name + " " + version).strip(),
        List.of("package", name),
        name,
        version,
        FIXED.matcher(result.message()).find());
  }

  private static SarifSubject ofCall(SarifResult result) {
    Matcher called = CALLED.matcher(result.message());
    if (!result.request().isEmpty()) {
      int blank = result.request().indexOf(' ');
      String call =
          (result.request().substring(0, blank) + " " + path(result.request().substring(blank + 1)))
              .strip();
      return plain(call, List.of("call", call));
    } else if (called.find()) {
      String call = called.group(1) + " " + path(called.group(2));
      return plain(call, List.of("call", call));
    } else if (result.file().contains("://")) {
      String call = path(result.file());
      return plain(call, List.of("call", call));
    }
    return plain(result.file(), List.of("message", result.file(), result.message()));
  }

  private static SarifSubject ofSource(SarifResult result) {
    if (!result.fingerprints().isEmpty()) {
      return plain(result.file(), List.of("fingerprints", result.fingerprints()));
    }
    return plain(
        result.file(),
        List.of(
            "place",
            result.file(),
            String.valueOf(result.line()),
            result.file().isEmpty() ? result.message() : ""));
  }

  private static SarifSubject plain(String subject, List<String> same) {
    return new SarifSubject(subject, same, "", "", false);
  }

  /** Of an address, without its query. */
  private static String path(String address) {
    String plain = address.split("[?#]", 2)[0];
    int scheme = plain.indexOf("://");
    if (scheme < 0) {
      return plain;
    }
    int path = plain.indexOf('/', scheme + 3);
    return path < 0 ? "/" : plain.substring(path);
  }
}
