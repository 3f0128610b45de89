package io.throughline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as one. */
class FindingCountsTest {
  private final List<Detail> shown = new ArrayList<>();
  private final FindingCounts counts = new FindingCounts(shown::add);

  private static Finding finding(Severity severity, boolean fixable, Finding.State state) {
    return new Finding("CVE-1", "a 1", "here", "", severity, fixable, state);
  }

  private FindingSummary summary() {
    return counts.summary(FindingSummary.Kind.CODE, "tool", Artefact.NONE, true);
  }

  @Test
  void theWorstOfTheSameCountsAndAMendForOneIsAMend() throws Exception {
    counts.add(finding(Severity.LOW, true, Finding.State.OPEN), List.of("a"), List.of("1"));
    counts.add(finding(Severity.HIGH, false, Finding.State.OPEN), List.of("a"), List.of("2"));
    counts.add(finding(Severity.UNKNOWN, false, Finding.State.OPEN), List.of("a"), List.of("2"));
    assertThat(summary().open()).isEqualTo(Map.of(Severity.HIGH, 1L));
    assertThat(summary().fixable()).isEqualTo(Map.of(Severity.HIGH, 1L));
    assertThat(shown).hasSize(2);
  }

  /** What was set aside in one place is still open in the other, as bad as it is there. */
  @Test
  void whatIsOpenSomewhereIsOpen() throws Exception {
    counts.add(finding(Severity.CRITICAL, true, Finding.State.SUPPRESSED), List.of("a"));
    counts.add(finding(Severity.LOW, false, Finding.State.OPEN), List.of("a"));
    counts.add(finding(Severity.CRITICAL, true, Finding.State.FALSE_POSITIVE), List.of("a"));
    counts.add(finding(Severity.LOW, true, Finding.State.FALSE_POSITIVE), List.of("b"));
    counts.add(finding(Severity.LOW, true, Finding.State.SUPPRESSED), List.of("c"));
    assertThat(summary())
        .isEqualTo(
            new FindingSummary(
                FindingSummary.Kind.CODE,
                "tool",
                null,
                null,
                true,
                Map.of(Severity.LOW, 1L),
                Map.of(),
                1,
                1,
                List.of()));
    assertThat(shown).hasSize(5);
  }

  @Test
  void partsDoNotRunIntoEachOther() throws Exception {
    counts.add(finding(Severity.LOW, false, Finding.State.OPEN), List.of("ab", "c"));
    counts.add(finding(Severity.LOW, false, Finding.State.OPEN), List.of("a", "bc"));
    assertThat(summary().all()).isEqualTo(2);
  }

  @Test
  void longWordsAreCut() throws Exception {
    String words = "w".repeat(5_000);
    counts.add(
        new Finding(words, words, words, words, Severity.LOW, false, Finding.State.OPEN),
        List.of(words));
    assertThat(shown)
        .first()
        .isInstanceOfSatisfying(
            Finding.class,
            one -> {
              assertThat(one.rule()).hasSize(1_001);
              assertThat(one.title()).hasSize(301);
            });
  }

  @Test
  void moreThanAnyScannerHasIsRefused() {
    FindingCounts many = new FindingCounts(detail -> {});
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 600_000; i++) {
                many.add(
                    finding(Severity.LOW, false, Finding.State.OPEN), List.of(String.valueOf(i)));
              }
            })
        .hasMessage("it tells of more findings than any scanner has");
  }

  @Test
  void anAddressIsToldWithoutWhoMayReadIt() {
    assertThat(Artefact.of("https://me:secret@host/a.git").name()).isEqualTo("https://host/a.git");
    assertThat(Artefact.of(" ")).isEqualTo(Artefact.NONE);
    assertThat(Artefact.of("r/a@sha256:" + "0".repeat(64)).digest())
        .isEqualTo("sha256:" + "0".repeat(64));
    assertThat(Artefact.of("r/a@sha256:" + "0".repeat(63)).digest()).isNull();
  }
}
