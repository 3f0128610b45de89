package io.throughline.source.sonarqube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.Feed;
import io.throughline.source.MemoryRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class SonarQubeFeedsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant FIRST = Instant.parse("2026-11-01T10:00:00Z");
  private static final Pattern KEY = Pattern.compile("\"key\":\"(i\\d+)\"");

  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final FakeSonarQube sonar = new FakeSonarQube();
  private Instant now = NOW;

  private MemoryRun run(Feed feed) {
    return new MemoryRun(memory, feed.id(), sonar, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void read(Feed feed) throws SourceException, InterruptedException {
    feed.read(run(feed));
  }

  private void analysed(String subject, Instant... at) {
    sonar.analyses.computeIfAbsent(subject, s -> new ArrayList<>()).addAll(List.of(at));
  }

  private Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    memory
        .of("issues")
        .forEach(p -> KEY.matcher(p.body()).results().forEach(m -> keys.add(m.group(1))));
    return keys;
  }

  private long askedFor(String path) {
    return sonar.asked.stream().filter(p -> p.startsWith(path)).count();
  }

  @Test
  void onlyMeasuresThatTheServerHasAreAskedFor() throws Exception {
    analysed("a", FIRST);
    read(new ProjectsFeed());
    read(new AnalysesFeed());
    assertThat(sonar.asked)
        .filteredOn(p -> p.startsWith("/api/measures/component"))
        .isNotEmpty()
        .allMatch(p -> p.endsWith("metricKeys=bugs%2Cnew_lines"));
  }

  @Test
  void theFirstReadingTakesTheHistoryAndTheLatestAsItIsNow() throws Exception {
    analysed("a", FIRST, FIRST.plusSeconds(60), FIRST.plusSeconds(120));
    analysed("b", FIRST);
    read(new ProjectsFeed());
    read(new AnalysesFeed());
    assertThat(memory.of("analyses")).hasSize(2);
    assertThat(memory.of("history")).as("one analysis has no history").hasSize(1);
    assertThat(memory.of("measures")).hasSize(2);
    assertThat(memory.of("gate"))
        .extracting(p -> p.context().get("analysed_at"))
        .containsExactlyInAnyOrder("" + FIRST.plusSeconds(120), "" + FIRST);
    assertThat(memory.of("gate"))
        .allMatch(p -> "12".equals(p.context().get("new_lines")))
        .allMatch(p -> "abc".equals(p.context().get("revision")))
        .allMatch(p -> "trunk".equals(p.context().get("branch")))
        .allMatch(p -> "standard".equals(p.context().get("mode")));
    assertThat(memory.completeUntil)
        .containsExactlyInAnyOrderEntriesOf(Map.of("analyses|a", NOW, "analyses|b", NOW));
  }

  @Test
  void aSecondReadingTakesWhatCameSince() throws Exception {
    analysed("a", FIRST);
    read(new ProjectsFeed());
    read(new AnalysesFeed());
    read(new AnalysesFeed());
    assertThat(memory.of("measures")).hasSize(1);
    analysed("a", FIRST.plusSeconds(60), FIRST.plusSeconds(120));
    read(new AnalysesFeed());
    assertThat(memory.of("measures")).hasSize(2);
    assertThat(memory.of("history")).as("there was one in between").hasSize(1);
  }

  /** The measures do not say which analysis they are of. */
  @Test
  void anAnalysisThatComesMeanwhileIsNotTakenForTheOneBefore() throws Exception {
    analysed("a", FIRST);
    boolean[] once = {false};
    sonar.afterMeasures =
        () -> {
          if (!once[0]) {
            once[0] = true;
            analysed("a", FIRST.plusSeconds(60));
          }
        };
    read(new ProjectsFeed());
    read(new AnalysesFeed());
    assertThat(memory.of("measures"))
        .extracting(p -> p.context().get("analysed_at"))
        .containsExactly("" + FIRST.plusSeconds(60));
    assertThat(memory.of("analyses").toString()).contains("10:01:00");
  }

  @Test
  void aRunThatDiesReadsTheAnalysisAgain() throws Exception {
    analysed("a", FIRST, FIRST.plusSeconds(60));
    read(new ProjectsFeed());
    memory.storesUntilDeath = 1;
    assertThatThrownBy(() -> read(new AnalysesFeed())).hasMessage("killed");
    memory.storesUntilDeath = Integer.MAX_VALUE;
    read(new AnalysesFeed());
    assertThat(memory.of("measures")).hasSize(1);
    assertThat(memory.of("history")).hasSize(1);
  }

  @Test
  void eachPullRequestIsReadAfterEachAnalysisAndNotOtherwise() throws Exception {
    analysed("a/7", FIRST, FIRST.plusSeconds(60));
    analysed("a/8", FIRST);
    read(new ProjectsFeed());
    read(new AnalysesFeed());
    assertThat(memory.of("measures"))
        .extracting(p -> p.context().get("pull_request"))
        .containsExactlyInAnyOrder("7", "8");
    assertThat(memory.of("history").toString()).as("the first scan of 7").contains("10:00:00");
    assertThat(memory.of("analyses")).as("the list does not know them").isEmpty();
    read(new AnalysesFeed());
    assertThat(memory.of("measures")).hasSize(2);
    analysed("a/8", FIRST.plusSeconds(90));
    read(new AnalysesFeed());
    assertThat(memory.of("measures")).hasSize(3);
  }

  @Test
  void anEditionWithoutPullRequestsIsAskedForThemOnceADay() throws Exception {
    sonar.hasPullRequests = false;
    read(new ProjectsFeed());
    read(new AnalysesFeed());
    read(new AnalysesFeed());
    assertThat(askedFor("/api/project_pull_requests/list")).as("once a project").isEqualTo(2);
    assertThat(memory.notices).isEmpty();
    now = NOW.plus(Duration.ofDays(1));
    read(new AnalysesFeed());
    assertThat(askedFor("/api/project_pull_requests/list")).isEqualTo(4);
  }

  @Test
  void aGateThatTurnsWithoutAnAnalysisIsSeenWithinTheHour() throws Exception {
    analysed("a", FIRST);
    read(new ProjectsFeed());
    read(new AnalysesFeed());
    sonar.gate = "ERROR";
    now = NOW.plus(Duration.ofMinutes(61));
    read(new AnalysesFeed());
    assertThat(memory.of("gate").getLast().body()).contains("ERROR");
    int stored = memory.of("gate").size();
    now = NOW.plus(Duration.ofMinutes(122));
    read(new AnalysesFeed());
    assertThat(memory.of("gate")).as("nothing turned").hasSize(stored);
  }

  /** What a webhook tells may be forged in no way, yet its words become part of addresses. */
  @Test
  void aWishReadsOneSubjectAndLeavesTheMeasuresOfAKnownAnalysis() throws Exception {
    analysed("a/7", FIRST);
    read(new ProjectsFeed());
    AnalysesFeed feed = new AnalysesFeed();
    assertThat(feed.refresh(run(feed), new Refresh("analyses", "a", "7"))).isTrue();
    assertThat(memory.of("measures")).hasSize(1);
    sonar.gate = "ERROR";
    assertThat(feed.refresh(run(feed), new Refresh("analyses", "a", "7"))).isTrue();
    assertThat(memory.of("measures"))
        .as("a decision about an issue does not make the first scan clean")
        .hasSize(1);
    assertThat(memory.of("gate").getLast().body()).contains("ERROR");
    assertThat(feed.refresh(run(feed), new Refresh("analyses", "a&b", ""))).isFalse();
    assertThat(feed.refresh(run(feed), new Refresh("issues", "a", ""))).isFalse();
  }

  @Test
  void aProjectIsGoneOnlyWhenTheServerSaysSo() throws Exception {
    read(new ProjectsFeed());
    sonar.projects.remove("b");
    sonar.closed.add("b");
    now = NOW.plus(Duration.ofMinutes(16));
    read(new ProjectsFeed());
    assertThat(memory.of("project_gone")).isEmpty();
    sonar.closed.clear();
    now = NOW.plus(Duration.ofMinutes(32));
    read(new ProjectsFeed());
    assertThat(memory.of("project_gone"))
        .extracting(p -> p.context().get("project_key"))
        .containsExactly("b");
  }

  @Test
  void aProjectThatIsClosedToUsDoesNotStopTheOthers() throws Exception {
    analysed("a", FIRST);
    analysed("b", FIRST);
    read(new ProjectsFeed());
    sonar.closed.add("a");
    read(new AnalysesFeed());
    assertThat(memory.of("measures"))
        .extracting(p -> p.context().get("project_key"))
        .containsExactly("b");
    assertThat(memory.notices.get("analyses|a")).contains("gives no analyses");
    assertThat(memory.completeUntil).containsOnlyKeys("analyses|b");
  }

  private void issues(int count, Instant first, Duration apart) {
    List<FakeSonarQube.Issue> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant at = first.plus(apart.multipliedBy(i));
      all.add(new FakeSonarQube.Issue("i" + i, at, at));
    }
    sonar.issues.put("a", all);
  }

  @Test
  void moreIssuesThanASearchTellsAreReadInSlices() throws Exception {
    issues(23_456, Instant.parse("2020-01-01T00:00:00Z"), Duration.ofHours(1));
    read(new ProjectsFeed());
    read(new IssuesFeed());
    assertThat(keys()).hasSize(23_456);
    assertThat(memory.notices).isEmpty();
  }

  @Test
  void moreIssuesOfOneSecondThanASearchTellsAreToldOf() throws Exception {
    issues(10_200, FIRST, Duration.ZERO);
    read(new ProjectsFeed());
    read(new IssuesFeed());
    assertThat(keys()).hasSize(10_000);
    assertThat(memory.notices.get("issues|at a")).contains("more than 10000 issues");
  }

  @Test
  void aSecondReadingTakesTheIssuesThatChangedLast() throws Exception {
    issues(1_200, FIRST, Duration.ofMinutes(1));
    read(new ProjectsFeed());
    read(new IssuesFeed());
    int stored = memory.of("issues").size();
    sonar.issues.get("a").set(3, new FakeSonarQube.Issue("i3", FIRST, NOW.minusSeconds(60)));
    read(new IssuesFeed());
    assertThat(memory.of("issues")).hasSize(stored + 1);
    assertThat(memory.of("issues").getLast().body()).contains("\"i3\"");
  }

  @Test
  void whereTheServerCountsInAnotherWayAllIssuesAreReadAgain() throws Exception {
    issues(3, FIRST, Duration.ofMinutes(1));
    read(new ProjectsFeed());
    read(new IssuesFeed());
    sonar.mode = "MQR";
    now = NOW.plus(Duration.ofMinutes(16));
    read(new ProjectsFeed());
    read(new IssuesFeed());
    assertThat(memory.of("issues"))
        .extracting(p -> p.context().get("mode"))
        .containsExactly("standard", "mqr");
  }

  /** A door that only tells its status and whether it takes the token. */
  private record Greeting(String known) implements HttpDoor {
    @Override
    public Page get(String path) {
      return new Page(
          200,
          Map.of(),
          SonarQubeSamples.json(
              path.equals("/api/system/status")
                  ? "{'version':'10.7','status':'UP'}"
                  : "{'isLoggedIn':" + known + "}"));
    }

    @Override
    public Page ask(String path, byte[] question) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void aTokenThatIsNotTakenIsAPersonsMatter() throws Exception {
    SonarQubeSystem system = SonarQubeSystem.create();
    assertThat(system.check(new Greeting("true"))).contains("10.7");
    assertThatThrownBy(() -> system.check(new Greeting("false")))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.PERSON));
  }

  @Test
  void anOldServerTakesTheTokenAsAUser() {
    SonarQubeSystem system = SonarQubeSystem.create();
    assertThat(system.authentication("t", Map.of()).headers())
        .containsEntry("Authorization", "Bearer t");
    assertThat(system.authentication("t", Map.of("auth", "basic")).headers())
        .containsEntry("Authorization", "Basic dDo=");
    assertThat(system.authentication("t", Map.of()).toString()).doesNotContain("Bearer");
  }
}
