package io.throughline.web.ticket;

import io.throughline.conformance.Passport;
import io.throughline.conformance.Passport.Change;
import io.throughline.conformance.Passport.Joint;
import io.throughline.conformance.Passport.OutputState;
import io.throughline.conformance.Passport.PhaseStay;
import io.throughline.conformance.Passport.State;
import io.throughline.conformance.Passport.WaivedBy;
import io.throughline.model.metric.Unit;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Person;
import io.throughline.model.process.DeliveryProcess.Variant;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import io.throughline.web.ticket.TicketPage.ChangeRow;
import io.throughline.web.ticket.TicketPage.JointRow;
import io.throughline.web.ticket.TicketPage.OutputRow;
import io.throughline.web.ticket.TicketPage.Stop;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a passport into words. */
record TicketReport(Passport passport, Organisation organisation) {
  TicketPage page(Frame frame) {
    Passport.Above above = passport.above();
    return new TicketPage(
        frame,
        passport.key(),
        passport.title() == null ? "" : passport.title(),
        Links.outside(passport.url()),
        Stream.of(
                passport.type(),
                passport.status(),
                passport.board(),
                passport.createdAt() == null ? null : "made " + moment(passport.createdAt()),
                passport.doneAt() == null ? null : "done " + moment(passport.doneAt()))
            .filter(fact -> fact != null && !fact.isBlank())
            .collect(Collectors.joining(" · ")),
        above == null ? "" : above.key() + (above.title() == null ? "" : " " + above.title()),
        above == null ? null : Links.ticket(above.key()),
        way(),
        stops(),
        passport.changes().stream().map(this::change).toList(),
        passport.joints().stream().map(TicketReport::joint).toList());
  }

  private String way() {
    List<String> words = new ArrayList<>();
    for (Variant variant : organisation.conduct().process().variants()) {
      if (passport.variants().contains(variant.id())) {
        words.add("It goes the way of the variant \"" + variant.title() + "\".");
      }
    }
    if (!passport.inOrder()) {
      words.add("It entered a phase before an earlier one.");
    }
    return String.join(" ", words);
  }

  private List<Stop> stops() {
    List<Stop> stops = new ArrayList<>();
    for (PhaseStay stay : passport.phases()) {
      Double days = stay.workedDays();
      Double expected = stay.expectedDays();
      stops.add(
          new Stop(
              stay.title(),
              stops.size() + 1,
              tone(stay.state()),
              words(stay.state()),
              when(stay),
              days == null
                  ? ""
                  : Numbers.withUnit(days, Unit.DAYS)
                      + (expected == null ? "" : " of " + Numbers.edge(expected) + " d expected")
                      + (stay.stays() > 1 ? ", " + stay.stays() + " times" : ""),
              Boolean.FALSE.equals(stay.within()),
              stay.responsible(),
              was(stay)
                  ? stay.outputs().stream().map(o -> output(o, stay.state())).toList()
                  : List.of(),
              was(stay)
                  ? ""
                  : stay.outputs().stream()
                      .map(OutputState::title)
                      .collect(Collectors.joining("; "))));
    }
    return List.copyOf(stops);
  }

  private static boolean was(PhaseStay stay) {
    return stay.state() == State.IN || stay.state() == State.DONE;
  }

  private String when(PhaseStay stay) {
    Instant entered = stay.enteredAt();
    if (entered == null) {
      return "";
    }
    return stay.leftAt() == null
        ? "since " + moment(entered)
        : moment(entered) + " to " + moment(stay.leftAt());
  }

  private OutputRow output(OutputState output, State phase) {
    boolean open = phase == State.IN;
    String hint = output.hint() == null ? "" : output.hint();
    WaivedBy waiver = output.waiver();
    return switch (output.state()) {
      case "present" ->
          new OutputRow(output.title(), "met", "there", hint, Links.outside(output.evidence()));
      case "missing" ->
          new OutputRow(
              output.title(),
              open ? "near" : "missed",
              open ? "not there yet" : "missing",
              hint,
              null);
      case "waived" ->
          new OutputRow(
              output.title(),
              "near",
              waiver == null
                  ? "waived"
                  : "waived by "
                      + name(waiver.owner())
                      + " until "
                      + Times.date(waiver.until())
                      + ": "
                      + waiver.reason(),
              hint,
              null);
      case "not_asked" ->
          new OutputRow(output.title(), "none", "not asked of this ticket", hint, null);
      default ->
          new OutputRow(
              output.title(),
              "none",
              output.rule() == null ? "for people to judge" : "no source can tell",
              hint,
              null);
    };
  }

  /** Who answers for a waiver says so in the configuration, which everybody can read. */
  private String name(String person) {
    return organisation.people().stream()
        .filter(p -> p.id().equals(person))
        .map(Person::name)
        .findFirst()
        .orElse(person);
  }

  private ChangeRow change(Change change) {
    return new ChangeRow(
        change.name(),
        change.title() == null ? "" : change.title(),
        Links.outside(change.url()),
        change.via(),
        moment(change.startedAt()),
        moment(change.mergedAt()),
        moment(change.builtAt()),
        Links.outside(change.pipelineUrl()),
        moment(change.deployedAt()),
        Links.outside(change.deploymentUrl()));
  }

  private static JointRow joint(Joint joint) {
    boolean none = joint.of() == 0;
    return new JointRow(
        joint.from(),
        joint.to(),
        none ? "none" : joint.found() == joint.of() ? "met" : "near",
        none ? "nothing to follow" : joint.found() + " of " + joint.of(),
        joint.usual() == null ? "–" : Numbers.percent(joint.usual()));
  }

  private static String tone(State state) {
    return switch (state) {
      case DONE -> "done";
      case IN -> "in";
      case AHEAD -> "ahead";
      case SKIPPED -> "skipped";
      case LEFT_OUT, NOT_FOLLOWED -> "out";
    };
  }

  private static String words(State state) {
    return switch (state) {
      case DONE -> "left";
      case IN -> "in it now";
      case AHEAD -> "still ahead";
      case SKIPPED -> "skipped";
      case LEFT_OUT -> "left out on its way";
      case NOT_FOLLOWED -> "not followed by the process";
    };
  }

  private String moment(@Nullable Instant at) {
    ZoneId zone = organisation.zone();
    return at == null ? "–" : Times.moment(at, zone);
  }
}
