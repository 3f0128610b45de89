package io.throughline.report.zap;

import io.throughline.report.Detail;
import io.throughline.report.Finding;
import io.throughline.report.FindingCounts;
import io.throughline.report.FindingSummary;
import io.throughline.report.Notes;
import io.throughline.report.Severity;
import io.throughline.report.WebAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What ZAP found, each rule once for a method and a path of a site, however many parameters and
 * pieces of evidence it lists.
 *
 * <ul>
 *   <li>The severity is ZAP's risk, which knows nothing above high.
 *   <li>An alert with the confidence "false positive" is none, and is counted apart.
 *   <li>What several alerts tell of one rule and place counts by the worst of them.
 *   <li>An alert without an instance holds for its site.
 *   <li>ZAP can cut its list of instances. The places that it lists count, and a number of its own
 *       that is another is noted.
 * </ul>
 */
final class ZapFindings {
  private static final int MOST_FINDINGS = 1_000_000;
  private static final int LONGEST_PATH = 8_000;
  private static final int MOST_SITES = 100_000;
  private static final int NAMED_SITES = 3;

  /** Letters of all findings together. */
  private static final long MOST_LETTERS = 50_000_000;

  private final Map<Key, Finding> findings = new LinkedHashMap<>();
  private final List<String> sites = new ArrayList<>();
  private final Notes notes = new Notes();
  private String tool = "ZAP";
  private int places;
  private long room = MOST_LETTERS;

  /** What makes two the same. */
  private record Key(String rule, ZapAlert.Endpoint endpoint) {}

  /** That something is no report of ZAP; the message says what. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Refused(String reason) {
      super(reason);
      this.reason = reason;
    }

    /** For a person to read. */
    String reason() {
      return reason;
    }
  }

  void version(String version) {
    tool = ("ZAP " + Notes.piece(version.strip())).strip();
  }

  void site(String name) throws Refused {
    if (sites.size() >= MOST_SITES) {
      throw new Refused("it tells of more sites than a scan has");
    }
    take(name);
    if (!name.isEmpty()) {
      sites.add(WebAddress.of(name).map(WebAddress::origin).orElse(name));
    }
  }

  /**
   * Adds an instance to an alert that is being read.
   *
   * @param uri as it was requested
   */
  void instance(ZapAlert alert, String method, String uri) throws Refused {
    WebAddress address =
        WebAddress.of(uri).orElseGet(() -> new WebAddress("", uri.split("[?#]", 2)[0]));
    if (address.path().length() > LONGEST_PATH) {
      throw new Refused("an instance has a path that is longer than any");
    }
    String verb = method.strip().toUpperCase(Locale.ROOT);
    if (alert.instance(verb, address)) {
      if (++places > MOST_FINDINGS) {
        throw new Refused("it tells of more findings than a scan has");
      }
      take(verb + address.origin() + address.path());
    }
  }

  /** Adds an alert that has been read to its end. */
  void alert(ZapAlert alert, String site) throws Refused {
    Severity severity = alert.severity();
    if (severity == null) {
      throw new Refused("an alert has the risk \"" + Notes.piece(alert.risk()) + "\"");
    }
    if (alert.rule().isEmpty()) {
      throw new Refused("an alert does not say of which rule it is");
    }
    take(alert.rule() + alert.title());
    alert.compare(notes);
    if (alert.endpoints().isEmpty()) {
      instance(alert, "", site);
    }
    for (ZapAlert.Endpoint endpoint : alert.endpoints()) {
      Finding finding =
          new Finding(
              alert.rule(),
              (endpoint.method() + " " + endpoint.address().path()).strip(),
              endpoint.address().origin() + endpoint.address().path(),
              Notes.piece(alert.title()),
              severity,
              false,
              alert.falsePositive() ? Finding.State.FALSE_POSITIVE : Finding.State.OPEN);
      findings.merge(new Key(alert.rule(), endpoint), finding, ZapFindings::worse);
    }
  }

  private static Finding worse(Finding one, Finding other) {
    int byState = one.state().compareTo(other.state());
    boolean first = byState != 0 ? byState < 0 : one.severity().compareTo(other.severity()) >= 0;
    return first ? one : other;
  }

  private void take(String text) throws Refused {
    room -= text.length();
    if (room < 0) {
      throw new Refused("it tells of more findings than a scan has");
    }
  }

  /** Hands on each finding, and adds them up. */
  FindingSummary summary(Consumer<? super Detail> details) {
    Map<Severity, Long> open = new EnumMap<>(Severity.class);
    long falsePositives = 0;
    for (Finding finding : findings.values()) {
      if (finding.state() == Finding.State.OPEN) {
        open.merge(finding.severity(), 1L, Long::sum);
      } else {
        falsePositives++;
      }
      details.accept(FindingCounts.shown(finding, finding.identity() + "\n" + finding.place()));
    }
    return new FindingSummary(
        FindingSummary.Kind.RUNNING,
        tool,
        artefact(),
        null,
        !sites.isEmpty() || !findings.isEmpty(),
        open,
        Map.of(),
        0,
        falsePositives,
        notes.all());
  }

  private @Nullable String artefact() {
    List<String> named = sites.stream().distinct().toList();
    if (named.isEmpty()) {
      return null;
    }
    String first = String.join(", ", named.stream().limit(NAMED_SITES).map(Notes::piece).toList());
    return named.size() > NAMED_SITES
        ? first + " and " + (named.size() - NAMED_SITES) + " more"
        : first;
  }
}
