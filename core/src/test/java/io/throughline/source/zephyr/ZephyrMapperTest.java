package io.throughline.source.zephyr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.Snapshot;
import io.throughline.model.fact.TestCase;
import io.throughline.model.fact.TestRequirement;
import io.throughline.model.fact.TestResult;
import io.throughline.model.fact.TestRun;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZephyrMapperTest {
  private static final int SOURCE = 7;
  private static final Map<String, String> CONTEXT =
      Map.of(
          "statuses", "5=draft,8=passed,9=not_run",
          "taken_at", "2026-11-20T11:59:00Z",
          "test_case", "42");

  private static Mapped page(String kind, String sample) throws UnmappableException {
    return map(kind, sample.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Mapped map(String kind, byte[] body) throws UnmappableException {
    return new ZephyrMapper()
        .map(
            new Delivery(
                1,
                "zephyr",
                Channel.POLL,
                kind,
                CONTEXT,
                Instant.parse("2026-11-20T12:00:00Z"),
                body),
            new MappingContext(SOURCE, List.of(), List.of(), List.of(), Map.of()));
  }

  private static List<Snapshot> snapshots(Mapped mapped) {
    return mapped.snapshots().stream().map(v -> v.snapshot()).toList();
  }

  private static <M> List<M> members(Mapped mapped, Class<M> type) {
    return mapped.sets().stream()
        .map(FactSet::members)
        .flatMap(List::stream)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static long id(long number) {
    return FactId.of(SOURCE, number);
  }

  @Test
  void aTestCaseCoversTickets() throws Exception {
    Mapped mapped =
        page(
            "test_cases",
            "{'next':null,'values':[{'id':42,'key':'SHOP-T1','name':'Pay','status':{'id':5},"
                + "'createdOn':'2026-04-02T09:05:00Z','owner':{'accountId':'5b10'},"
                + "'links':{'issues':[{'id':7,'issueId':10001,'type':'COVERAGE'},"
                + "{'id':8,'issueId':10002,'type':'RELATED'}]}}]}");
    assertThat(snapshots(mapped))
        .containsExactly(
            new TestCase(
                id(42),
                "SHOP-T1",
                "Pay",
                null,
                null,
                true,
                null,
                Instant.parse("2026-04-02T09:05:00Z"),
                null));
    assertThat(members(mapped, TestRequirement.class))
        .containsExactly(new TestRequirement(id(42), "7", 10001L, null, null));
    assertThat(mapped.toString()).doesNotContain("5b10");
  }

  @Test
  void runsAreMappedByWhatTheirStatusMeans() throws Exception {
    Mapped mapped =
        page(
            "test_runs",
            "{'values':[{'id':1,'testCase':{'id':42},'testExecutionStatus':{'id':8},"
                + "'actualEndDate':'2026-05-20T10:00:00Z','testCycle':{'id':3}},"
                + "{'id':2,'testCase':{'id':42},'testExecutionStatus':{'id':9},'testCycle':null},"
                + "{'id':3,'testCase':{'id':42},'testExecutionStatus':{'id':77}}]}");
    assertThat(members(mapped, TestRun.class))
        .containsExactly(
            new TestRun(
                id(3), "1", id(42), TestResult.PASSED, Instant.parse("2026-05-20T10:00:00Z")),
            new TestRun(id(0), "2", id(42), TestResult.NOT_RUN, null),
            new TestRun(id(0), "3", id(42), TestResult.OTHER, null));
  }

  @Test
  void whatIsNoLongerListedIsGone() throws Exception {
    assertThat(((TestCase) snapshots(page("test_case_gone", "{}")).getFirst()).deleted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{'values':[{'id':1}]}",
        "{'values':[{'key':'X'}]}",
        "{'values':[{'id':1,'key':'X','createdOn':'soon'}]}",
        "{'values':[{'id':-1,'key':'X'}]}",
        "{'values':[{'id':1,'key':'X','links':{'issues':[{'type':'COVERAGE'}]}}]}"
      })
  void hostileBodiesAreRefusedWithAReason(String body) {
    assertThatThrownBy(() -> page("test_cases", body))
        .isInstanceOf(UnmappableException.class)
        .message()
        .isNotBlank();
  }

  /** A real page that lies beside the project on some machines; skipped where it does not. */
  @Test
  void aRealPageIsMapped() throws Exception {
    Mapped mapped = map("test_cases", fixture("test_cases_response_zephyr_cloud.json"));
    TestCase test = (TestCase) snapshots(mapped).getFirst();
    assertThat(test.key()).isEqualTo("TEST-T685");
    assertThat(test.id()).isEqualTo(id(4213569));
    assertThat(test.createdAt()).isEqualTo(Instant.parse("2020-02-05T21:45:22Z"));
    assertThat(members(mapped, TestRequirement.class))
        .extracting(TestRequirement::ticketNumber)
        .containsExactly(66229L);
  }

  private static byte[] fixture(String name) throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file =
          at.resolveSibling("shared")
              .resolve("fixtures/qmetry/neighbour-zephyr-scale")
              .resolve(name);
      if (Files.isReadable(file)) {
        return Files.readAllBytes(file);
      }
    }
    Assumptions.abort("no fixtures beside the project");
    return new byte[0];
  }
}
