package io.throughline.source.qmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.Feed;
import io.throughline.source.MemoryRun;
import io.throughline.source.SourceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class QMetryFeedsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant FIRST = Instant.parse("2026-11-01T10:00:00Z");
  private static final Pattern KEY = Pattern.compile("PAY-TC-([a-z]\\d+)");

  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final FakeQMetry qmetry = new FakeQMetry("/rest/api/latest");
  private Instant now = NOW;

  private void read(Feed feed) throws SourceException, InterruptedException {
    feed.read(new MemoryRun(memory, feed.id(), qmetry, Clock.fixed(now, ZoneOffset.UTC)));
  }

  private void withCases(int count) {
    for (int i = 1; i <= count; i++) {
      qmetry.cases.put("t" + (10 + i), FIRST.plus(Duration.ofHours(i)));
    }
  }

  private Set<String> keys(List<MemoryRun.Stored> pages) {
    Set<String> keys = new TreeSet<>();
    pages.forEach(p -> KEY.matcher(p.body()).results().forEach(m -> keys.add(m.group(1))));
    return keys;
  }

  private Set<String> toldOf(String kind) {
    Set<String> uids = new TreeSet<>();
    memory.of(kind).forEach(p -> uids.add(p.context().get("test_case")));
    return uids;
  }

  @Test
  void everyTestCaseIsReadWithItsLinks() throws Exception {
    withCases(8);
    qmetry.links.put("t11", List.of("PAY-1", "PAY-2", "PAY-3", "PAY-4"));
    read(new ProjectsFeed());
    read(new TestCasesFeed());
    assertThat(keys(memory.of("test_cases"))).hasSize(8);
    assertThat(toldOf("test_case_requirements")).hasSize(8);
    assertThat(
            memory.of("test_case_requirements").stream()
                .filter(p -> p.context().get("test_case").equals("t11")))
        .as("two pages of links")
        .hasSize(2);
    assertThat(memory.completeUntil)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("test_cases|10000", NOW, "test_cases|10001", NOW));
  }

  @Test
  void aRunThatDiesGoesOnAtThePageWhereItStopped() throws Exception {
    withCases(14);
    read(new ProjectsFeed());
    memory.storesUntilDeath = 9;
    assertThatThrownBy(() -> read(new TestCasesFeed())).hasMessage("killed");
    memory.storesUntilDeath = Integer.MAX_VALUE;
    read(new TestCasesFeed());
    assertThat(keys(memory.of("test_cases"))).hasSize(14);
    assertThat(toldOf("test_case_requirements")).hasSize(14);
  }

  @Test
  void aSecondRunReadsWhatChangedSince() throws Exception {
    withCases(8);
    read(new ProjectsFeed());
    read(new TestCasesFeed());
    qmetry.cases.put("t12", NOW.minusSeconds(60));
    qmetry.links.put("t12", List.of("PAY-9"));
    int asked = qmetry.asked.size();
    int stored = memory.of("test_case_requirements").size();
    now = NOW.plus(Duration.ofMinutes(5));
    read(new TestCasesFeed());
    assertThat(qmetry.asked.subList(asked, qmetry.asked.size()))
        .filteredOn(path -> path.contains("/requirements"))
        .as("the changed one, and the one within the overlap")
        .hasSize(2);
    assertThat(memory.of("test_case_requirements")).hasSize(stored + 1);
    assertThat(memory.of("test_case_requirements").getLast().body()).contains("PAY-9");
  }

  /** A link may come without a change of its test case; the day's look finds it. */
  @Test
  void onceADayAllLinksAreAskedFor() throws Exception {
    withCases(5);
    read(new ProjectsFeed());
    read(new TestCasesFeed());
    qmetry.links.put("t11", List.of("PAY-1"));
    now = NOW.plus(Duration.ofHours(1));
    read(new TestCasesFeed());
    assertThat(memory.of("test_case_requirements")).hasSize(5);
    now = NOW.plus(Duration.ofHours(25));
    read(new TestCasesFeed());
    assertThat(memory.of("test_case_requirements")).hasSize(6);
  }

  @Test
  void whatIsNoLongerListedIsGoneAndComesBackWhenListed() throws Exception {
    withCases(5);
    read(new ProjectsFeed());
    read(new TestCasesFeed());
    Instant changed = qmetry.cases.remove("t13");
    now = now.plus(Duration.ofHours(25));
    read(new TestCasesFeed());
    assertThat(toldOf("test_case_gone")).containsExactly("t13");
    now = now.plus(Duration.ofHours(25));
    read(new TestCasesFeed());
    assertThat(memory.of("test_case_gone")).hasSize(1);
    assertThat(memory.of("test_case_back")).isEmpty();
    qmetry.cases.put("t13", changed);
    now = now.plus(Duration.ofHours(25));
    read(new TestCasesFeed());
    assertThat(toldOf("test_case_back")).containsExactly("t13");
  }

  /** A deletion while pages are read moves another row past us; that one is not gone. */
  @Test
  void aListThatMovesWhileItIsReadTellsOfNoneThatIsGone() throws Exception {
    withCases(8);
    read(new ProjectsFeed());
    read(new TestCasesFeed());
    qmetry.afterPage = () -> qmetry.cases.remove("t11");
    now = now.plus(Duration.ofHours(25));
    read(new TestCasesFeed());
    assertThat(memory.of("test_case_gone")).isEmpty();
  }

  @Test
  void runsAreReadAgainWhileTheyMove() throws Exception {
    withCases(1);
    qmetry.runs.put("c1", List.of("{'id':'t11','testCaseExecutionId':1}"));
    qmetry.runs.put("c2", List.of());
    read(new ProjectsFeed());
    read(new TestCyclesFeed());
    assertThat(memory.of("test_cycles").getFirst().body()).contains("PAY-TR-c1", "PAY-TR-c2");
    assertThat(memory.of("test_runs")).hasSize(2);
    qmetry.runs.put("c1", List.of("{'id':'t11','testCaseExecutionId':2}"));
    now = NOW.plus(Duration.ofMinutes(5));
    read(new TestCyclesFeed());
    assertThat(memory.of("test_runs")).hasSize(3);
    assertThat(memory.of("test_runs").getLast().context()).containsEntry("test_cycle", "c1");
  }

  /** What was quiet for a month is looked into once a day. */
  @Test
  void quietCyclesAreLookedIntoOnceADay() throws Exception {
    qmetry.runs.put("c1", List.of("{'id':'t11','testCaseExecutionId':1}"));
    read(new ProjectsFeed());
    read(new TestCyclesFeed());
    now = NOW.plus(Duration.ofDays(31));
    read(new TestCyclesFeed());
    int asked = qmetry.asked.size();
    now = now.plus(Duration.ofMinutes(5));
    read(new TestCyclesFeed());
    assertThat(qmetry.asked.subList(asked, qmetry.asked.size()))
        .noneMatch(path -> path.contains("/testcycles/c1/"));
    now = now.plus(Duration.ofDays(1));
    read(new TestCyclesFeed());
    assertThat(qmetry.asked.subList(asked, qmetry.asked.size()))
        .anyMatch(path -> path.contains("/testcycles/c1/"));
  }

  @Test
  void aProjectThatIsClosedDoesNotStopTheOthers() throws Exception {
    withCases(2);
    qmetry.closed = true;
    read(new ProjectsFeed());
    read(new TestCasesFeed());
    assertThat(keys(memory.of("test_cases"))).hasSize(2);
    assertThat(memory.notices.get("test_cases|10001")).contains("10001", "403");
    assertThat(memory.completeUntil).containsOnlyKeys("test_cases|10000");
  }

  @Test
  void onlyProjectsThatAreNamedAreRead() throws Exception {
    memory.settings.put("projects", "ops, none");
    read(new ProjectsFeed());
    assertThat(memory.cursors.get("projects|")).isEqualTo("10001");
    memory.settings.put("projects", "none");
    now = now.plus(Duration.ofHours(2));
    read(new ProjectsFeed());
    assertThat(memory.notices.get("projects|")).contains("no project");
  }

  @Test
  void serverHasTheSameAtAnotherPlace() throws Exception {
    FakeQMetry server = new FakeQMetry("/rest/qtm4j/qapi/latest");
    memory.settings.put("user", "ada");
    new ProjectsFeed()
        .read(new MemoryRun(memory, "projects", server, Clock.fixed(NOW, ZoneOffset.UTC)));
    assertThat(memory.cursors.get("projects|")).isEqualTo("10000,10001");
    assertThat(QMetrySystem.create().check(server)).contains("answers");
    assertThat(QMetrySystem.create().check(qmetry)).contains("answers");
  }

  @Test
  void theKeyGoesWhereEachWantsIt() {
    QMetrySystem system = QMetrySystem.create();
    assertThat(system.authentication("k3y", Map.of()).headers()).isEqualTo(Map.of("apiKey", "k3y"));
    assertThat(system.authentication("k3y:pa:ss", Map.of("user", "ada")).headers())
        .containsEntry("apiKey", "k3y")
        .containsEntry("Authorization", "Basic YWRhOnBhOnNz");
    assertThat(system.authentication("k3y", Map.of()).toString()).doesNotContain("k3y");
  }

  @Test
  void anAnswerOfAnotherShapeIsSaidSo() throws Exception {
    qmetry.cases.put("../../admin", FIRST);
    read(new ProjectsFeed());
    assertThatThrownBy(() -> read(new TestCasesFeed()))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("/testcases/search");
    assertThat(qmetry.asked).noneMatch(path -> path.contains("admin"));
  }
}
