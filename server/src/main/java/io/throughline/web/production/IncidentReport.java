package io.throughline.web.production;

import io.throughline.running.Deployments.Deployed;
import io.throughline.running.IncidentDetail;
import io.throughline.running.Incidents.Happened;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Times;
import io.throughline.web.production.DeploymentPage.Fact;
import io.throughline.web.production.IncidentPage.Blamed;
import io.throughline.web.production.IncidentPage.Moment;
import io.throughline.web.production.IncidentPage.Telling;
import io.throughline.web.production.IncidentsPage.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Incidents as rows, and one as a page. */
final class IncidentReport {
  private final Instant now;
  private final ZoneId zone;

  IncidentReport(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  static String title(Happened incident) {
    String number = incident.number() == null ? "" : incident.number() + " ";
    return number + Objects.requireNonNullElse(incident.title(), "without a title");
  }

  Row row(Happened i) {
    return new Row(
        Links.incident(i.id()),
        title(i),
        note(i),
        Objects.requireNonNullElse(i.serviceName(), "not known"),
        Words.severity(i.severity()),
        Words.tone(i.severity()),
        at(i),
        lasted(i),
        Words.state(i),
        Words.origin(i.origin()),
        Words.cause(i.cause()),
        i.deployment() == null ? null : Links.deployment(i.deployment()));
  }

  private static String note(Happened i) {
    List<String> notes = new ArrayList<>();
    if (!i.counted()) {
      notes.add("not counted: a test or a duplicate");
    } else if (!i.timed()) {
      notes.add("not in durations");
    }
    if (i.tellings() > 1) {
      notes.add("told by " + i.tellings() + " systems");
    }
    return String.join("; ", notes);
  }

  private String at(Happened i) {
    return i.triggeredAt() == null ? "not known" : Times.moment(i.triggeredAt(), zone);
  }

  private String lasted(Happened i) {
    if (i.triggeredAt() == null) {
      return "–";
    }
    return i.resolvedAt() == null
        ? Words.span(i.triggeredAt(), now) + " so far"
        : Words.span(i.triggeredAt(), i.resolvedAt());
  }

  IncidentPage page(IncidentDetail detail, Frame frame, List<Choice> tabs) {
    Happened i = detail.incident();
    Deployed deployed = detail.deployment();
    return new IncidentPage(
        frame,
        tabs,
        title(i),
        Objects.requireNonNullElse(i.serviceName(), "on a service that is not known")
            + ", began: "
            + at(i),
        Words.state(i),
        Links.outside(i.url()),
        facts(i),
        deployed == null ? null : blamed(deployed),
        deployed == null ? none(i) : Words.why(i.why()),
        detail.tellings().stream().map(this::telling).toList(),
        detail.moments().stream().map(moment -> moment(moment, i.triggeredAt())).toList());
  }

  private List<Fact> facts(Happened i) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Severity", Words.severity(i.severity()), null));
    facts.add(new Fact("Noticed by", Words.origin(i.origin()), null));
    facts.add(
        new Fact("Until acknowledged", Words.span(i.triggeredAt(), i.acknowledgedAt()), null));
    facts.add(new Fact("Lasted", lasted(i), null));
    facts.add(new Fact("Cause", Words.cause(i.cause()), null));
    if (i.gate() != null) {
      facts.add(new Fact("Should have been caught by", i.gate().replace('-', ' '), null));
    }
    String note = note(i);
    if (!note.isEmpty()) {
      facts.add(new Fact("Counting", note, null));
    }
    return List.copyOf(facts);
  }

  private static String none(Happened i) {
    if ("infrastructure".equals(i.cause()) || "third_party".equals(i.cause())) {
      return "Its cause lies outside, so that no deployment is at fault.";
    }
    if (i.service() == null) {
      return "It is not known which service it happened to, so that no deployment can be looked for.";
    }
    return "No deployment of the service ended in the day before it began, and nobody named one.";
  }

  private Blamed blamed(Deployed d) {
    Instant at = d.startedAt() == null ? d.endedAt() : d.startedAt();
    return new Blamed(
        Links.deployment(d.id()),
        Objects.requireNonNullElse(d.serviceName(), "Unknown service") + " " + Words.version(d),
        at == null ? "–" : Times.moment(at, zone),
        Words.outcome(d));
  }

  private Telling telling(IncidentDetail.Telling t) {
    String why =
        switch (t.why()) {
          case "first" -> "told first";
          case "dedup_key" -> "has the same key of its alert";
          case "same_time" -> "same service at the same time";
          case "merged" -> "was merged into it";
          case "joined" -> "somebody here joined them";
          default -> t.why().replace('_', ' ');
        };
    String number = t.number() == null ? "" : t.number() + " ";
    return new Telling(
        Objects.requireNonNullElse(t.source(), "unknown source"),
        number + Objects.requireNonNullElse(t.title(), "without a title"),
        t.triggeredAt() == null ? "–" : Times.moment(t.triggeredAt(), zone),
        t.resolvedAt() == null ? "no end told" : Words.span(t.triggeredAt(), t.resolvedAt()),
        why,
        Links.outside(t.url()));
  }

  private Moment moment(IncidentDetail.Moment m, @Nullable Instant began) {
    String what = m.kind().replace('_', ' ');
    return new Moment(
        Times.moment(m.at(), zone),
        began == null || m.at().isBefore(began) ? "" : "after " + Words.span(began, m.at()),
        m.detail() == null ? what : what + ": " + m.detail().replace('_', ' '),
        Objects.requireNonNullElse(m.source(), ""));
  }
}
