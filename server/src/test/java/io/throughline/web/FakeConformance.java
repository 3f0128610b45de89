package io.throughline.web;

import io.throughline.conformance.Conformance;
import io.throughline.conformance.Passport;
import io.throughline.conformance.Passport.Change;
import io.throughline.conformance.Passport.Joint;
import io.throughline.conformance.Passport.OutputState;
import io.throughline.conformance.Passport.PhaseStay;
import io.throughline.conformance.Passport.State;
import io.throughline.conformance.Passport.WaivedBy;
import io.throughline.conformance.PhaseNow;
import io.throughline.conformance.PhaseNow.Inside;
import io.throughline.conformance.Research;
import io.throughline.conformance.ToDo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One ticket in every state, and phases that are full, empty and not followed. */
record FakeConformance(UnaryOperator<String> spice) implements Conformance {
  private static final Instant MAY = Instant.parse("2026-11-02T09:30:00Z");

  @Override
  public Optional<Passport> passport(String key) {
    return key.equals("PAY-12") ? Optional.of(passport()) : Optional.empty();
  }

  private Passport passport() {
    WaivedBy waiver = new WaivedBy("ada", spice.apply("a spike"), LocalDate.of(2026, 12, 31));
    return new Passport(
        "PAY-12",
        spice.apply("Take a second card"),
        "Story",
        "https://jira.example.com/browse/PAY-12",
        "In Progress",
        spice.apply("Payments"),
        new Passport.Above("PAY-1", spice.apply("Cards"), null),
        MAY,
        null,
        List.of("hotfix"),
        false,
        List.of(
            stay("research", State.NOT_FOLLOWED, null, null, null),
            stay("design", State.LEFT_OUT, null, null, null),
            stay(
                "deep-dive",
                State.DONE,
                3.25,
                false,
                "met",
                output("Story points", "present", "https://jira.example.com/browse/PAY-12", null),
                output("Acceptance criteria", "waived", null, waiver),
                output("Sub-tasks", "missing", null, null),
                output("Test cases", "unknown", null, null)),
            stay("sprint-planning", State.SKIPPED, null, null, null),
            stay(
                "coding",
                State.IN,
                1.5,
                null,
                "near",
                output("A working feature", "missing", null, null),
                output("Breakdown", "not_asked", null, null)),
            stay("build", State.AHEAD, null, null, null)),
        List.of(
            new Change(
                "checkout!42",
                spice.apply("PAY-12 take a card"),
                "https://gitlab.example.com/checkout/-/merge_requests/42",
                "branch",
                "merged",
                MAY,
                MAY.plusSeconds(90_000),
                MAY.plusSeconds(93_000),
                "https://gitlab.example.com/p/1",
                MAY.plusSeconds(99_000),
                null),
            new Change(
                "checkout!43", null, null, "title", "opened", MAY, null, null, null, null, null)),
        List.of(
            new Joint("ticket", "merge request", 1, 1, 0.82),
            new Joint("merge request", "deployment", 1, 2, 1.0),
            new Joint("deployment", "incident", 0, 0, null)));
  }

  private PhaseStay stay(
      String id,
      State state,
      @Nullable Double days,
      @Nullable Boolean within,
      @Nullable String tone,
      OutputState... outputs) {
    boolean was = state == State.DONE || state == State.IN;
    return new PhaseStay(
        id,
        spice.apply("Phase " + id),
        spice.apply("Engineering Manager"),
        state,
        was ? MAY : null,
        state == State.DONE ? MAY.plusSeconds(400_000) : null,
        tone == null ? 0 : 2,
        days,
        2.0,
        within,
        List.of(outputs));
  }

  private OutputState output(
      String title, String state, @Nullable String evidence, @Nullable WaivedBy waiver) {
    return new OutputState(
        spice.apply(title), "rule", spice.apply("how it is judged"), state, evidence, waiver);
  }

  @Override
  public List<PhaseNow> now(@Nullable String team, int most) {
    List<Inside> items =
        List.of(
            new Inside(
                "PAY-12",
                spice.apply("Take a second card"),
                null,
                spice.apply("Payments"),
                MAY,
                13.2,
                true,
                List.of(spice.apply("Story points"))),
            new Inside("PAY-13", null, null, null, MAY, null, false, List.of()));
    return List.of(
        new PhaseNow("research", "Research", false, true, 0, 0, 0, 0, 0, null, List.of()),
        new PhaseNow("deep-dive", "Deep-dive", true, true, 14, 3, 4, 2, 5, 2.0, items),
        new PhaseNow("coding", "Coding", true, true, 1, 0, 1, 0, 0, null, items.subList(1, 2)),
        new PhaseNow("monitoring", "Monitoring", true, false, 31, 0, 7, 0, 0, null, List.of()));
  }

  @Override
  public List<ToDo> toDo(@Nullable String team) {
    List<ToDo.Item> items =
        List.of(
            new ToDo.Item("PAY-12", spice.apply("Take a second card"), null),
            new ToDo.Item("PAY-13", null, null));
    return List.of(
        new ToDo(
            spice.apply("Engineering Manager"),
            "deep-dive",
            spice.apply("Deep-dive"),
            "before_sprint",
            spice.apply("Acceptance criteria"),
            spice.apply("Payments"),
            spice.apply("Sprint 48"),
            Instant.parse("2026-11-23T08:00:00Z"),
            12,
            items),
        new ToDo(
            spice.apply("Engineering Manager"),
            "coding",
            spice.apply("Coding"),
            "over",
            null,
            null,
            null,
            null,
            1,
            items.subList(0, 1)),
        new ToDo(
            spice.apply("Business Leader"),
            "sprint-planning",
            spice.apply("Planning"),
            "missing",
            spice.apply("Assignment"),
            null,
            null,
            null,
            2,
            items));
  }

  @Override
  public Research research(String team) {
    return new Research(
        true,
        List.of(
            new Research.EpicDocuments(
                "PAY-1",
                spice.apply("Cards"),
                spice.apply("Payments"),
                MAY,
                "present",
                "https://wiki.example.com/pages/1",
                "missing",
                null),
            new Research.EpicDocuments(
                "PAY-2",
                null,
                null,
                MAY,
                "missing",
                "https://wiki.example.com/p",
                "unknown",
                null)),
        List.of(
            new Research.StaleDocument(
                spice.apply("PRD: second card"),
                "https://wiki.example.com/pages/2",
                MAY,
                List.of("PAY-1", "PAY-2"))));
  }
}
