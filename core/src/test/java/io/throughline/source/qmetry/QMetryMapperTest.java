package io.throughline.source.qmetry;

import static io.throughline.source.qmetry.QMetrySamples.id;
import static io.throughline.source.qmetry.QMetrySamples.members;
import static io.throughline.source.qmetry.QMetrySamples.page;
import static io.throughline.source.qmetry.QMetrySamples.snapshots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.TestCase;
import io.throughline.model.fact.TestCycle;
import io.throughline.model.fact.TestRequirement;
import io.throughline.model.fact.TestResult;
import io.throughline.model.fact.TestRun;
import io.throughline.source.Mapped;
import io.throughline.source.TestWords;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QMetryMapperTest {
  private static final String CASE =
      "{'id':'zR4T9bpF','key':'SHOP-TC-12','summary':'Pay by card','archived':false,"
          + "'assignee':'5b10a2844c20165700ede21f','version':{'versionNo':2,'isLatestVersion':true},"
          + "'status':{'id':7,'name':'Draft'},'priority':{'name':'High'},"
          + "'created':{'createdBy':'5b10','createdOn':'02/Apr/2026 09:05'},"
          + "'updated':{'updatedBy':'5b10','updatedOn':'19/May/2026 19:38:30'}}";

  private static String data(String rows) {
    return "{'startAt':0,'maxResults':50,'total':1,'data':[" + rows + "]}";
  }

  @Test
  void aTestCaseIsMappedWithoutItsPeople() throws Exception {
    Mapped mapped = page("test_cases", data(CASE));
    assertThat(snapshots(mapped, TestCase.class))
        .containsExactly(
            new TestCase(
                id("zR4T9bpF"),
                "SHOP-TC-12",
                "Pay by card",
                null,
                "Draft",
                true,
                false,
                Instant.parse("2026-04-02T09:05:00Z"),
                null));
    assertThat(mapped.snapshots()).hasSize(1);
    assertThat(mapped.snapshots().getFirst().version())
        .isEqualTo(Instant.parse("2026-05-19T19:38:30Z"));
    assertThat(mapped.snapshots().getFirst().complete()).isTrue();
    assertThat(mapped.toString()).doesNotContain("5b10");
  }

  /** Server tells times without the objects around them, and fields may be left out. */
  @Test
  void otherShapesOfTheSameAreRead() throws Exception {
    Mapped mapped =
        page(
            "test_cases",
            data(
                "{'id':'a1','key':'SHOP-TC-1','status':'Done','createdOn':'2/Apr/2026 09:05',"
                    + "'updated':'2026-05-19T19:38:30.000Z','more':{'x':1}},"
                    + "{'id':'a2','key':'SHOP-TC-2','status':{}}"));
    List<TestCase> cases = snapshots(mapped, TestCase.class);
    assertThat(cases.getFirst().draft()).isFalse();
    assertThat(cases.getFirst().createdAt()).isEqualTo(Instant.parse("2026-04-02T09:05:00Z"));
    assertThat(cases.getLast().draft()).isNull();
    assertThat(mapped.snapshots().getLast().complete()).isFalse();
  }

  @Test
  void anOlderVersionIsNotWhatItIsNow() throws Exception {
    Mapped mapped = page("test_cases", data(CASE.replace("true", "false")));
    assertThat(mapped.snapshots()).isEmpty();
    assertThat(mapped.ignored()).isNotNull();
  }

  @Test
  void linksAreASetOfTheirTestCase() throws Exception {
    Mapped mapped =
        page(
            "test_case_requirements",
            data(
                "{'id':10001,'key':'SHOP-1','summary':'As a buyer','tcVersionNo':2},"
                    + "{'id':'10002','key':'SHOP-2'},{'key':'SHOP-3'}"));
    assertThat(members(mapped, TestRequirement.class))
        .containsExactly(
            new TestRequirement(id("zR4T9bpF"), "10001", 10001L, "SHOP-1", null),
            new TestRequirement(id("zR4T9bpF"), "10002", 10002L, "SHOP-2", null),
            new TestRequirement(id("zR4T9bpF"), "SHOP-3", null, "SHOP-3", null));
    assertThat(mapped.sets().getFirst().replaces()).isTrue();
    assertThat(mapped.sets().getFirst().takenAt()).isEqualTo(QMetrySamples.TAKEN);
  }

  /** No link any more is told by an empty set. */
  @Test
  void anEmptySetOfLinksIsToldToo() throws Exception {
    Mapped mapped = page("test_case_requirements", data(""));
    assertThat(mapped.sets()).hasSize(1);
    assertThat(mapped.ignored()).isNull();
  }

  @Test
  void cyclesAndTheirRunsAreMapped() throws Exception {
    Mapped cycles =
        page(
            "test_cycles",
            data("{'id':'ZmlH89wT','key':'SHOP-TR-3','summary':'Sprint 7','archived':false}"));
    assertThat(snapshots(cycles, TestCycle.class))
        .containsExactly(new TestCycle(id("ZmlH89wT"), "SHOP-TR-3", "Sprint 7", null));
    Mapped runs =
        page(
            "test_runs",
            data(
                "{'id':'a1','key':'SHOP-TC-1','testCaseExecutionId':7317,"
                    + "'testCycleTestCaseMapId':9,'executionResult':{'id':1,'name':'Pass'},"
                    + "'executed':{'executedBy':'5b10','executedOn':'20/May/2026 10:00'}},"
                    + "{'id':'a2','key':'SHOP-TC-2','testCaseExecutionId':7318,"
                    + "'executionResult':'Not Executed'},{'id':'a3','key':'SHOP-TC-3'}"));
    assertThat(members(runs, TestRun.class))
        .containsExactly(
            new TestRun(
                id("ZmlH89wT"),
                "7317",
                id("a1"),
                TestResult.PASSED,
                Instant.parse("2026-05-20T10:00:00Z")),
            new TestRun(id("ZmlH89wT"), "7318", id("a2"), TestResult.NOT_RUN, null));
    assertThat(runs.sets().getFirst().replaces()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Pass,PASSED",
    "FAILED,FAILED",
    "Blocked,BLOCKED",
    "not_executed,NOT_RUN",
    "Work In Progress,IN_PROGRESS",
    "Not Applicable,SKIPPED",
    "Passed with remarks,OTHER"
  })
  void wordsOfResultsAreOurs(String word, TestResult result) {
    assertThat(TestWords.result(word)).isEqualTo(result);
  }

  @Test
  void goneAndBackAreToldOfTheContextsTestCase() throws Exception {
    assertThat(snapshots(page("test_case_gone", "{}"), TestCase.class).getFirst().deleted())
        .isTrue();
    assertThat(snapshots(page("test_case_back", "{}"), TestCase.class).getFirst().deleted())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "{}",
        "{'data':{}}",
        "{'data':[1]}",
        "{'data':[{'key':'X-TC-1'}]}",
        "{'data':[{'id':'','key':'X-TC-1'}]}",
        "{'data':[{'id':'a','key':'X-TC-1','archived':'perhaps'}]}",
        "{'data':[{'id':'a','key':'X-TC-1','updated':'yesterday'}]}",
        "{'data':[{'id':'a','key':'X-TC-1','updated':'31/Dec/2099 10:00'}]}",
        "{'data':[{'id':'a','key':'X-TC-1','updated':'31/Feb/x 10:00'}]}",
        "{'data':[]} x"
      })
  void hostileBodiesAreRefusedWithAReason(String body) {
    assertThatThrownBy(() -> page("test_cases", body))
        .isInstanceOf(UnmappableException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void aPageOfAnotherKindIsRefusedByName() {
    assertThatThrownBy(() -> page("people", "{}")).hasMessageContaining("people");
  }

  @Test
  void theSameTwiceIsTheSame() throws Exception {
    assertThat(page("test_cases", data(CASE))).isEqualTo(page("test_cases", data(CASE)));
  }
}
