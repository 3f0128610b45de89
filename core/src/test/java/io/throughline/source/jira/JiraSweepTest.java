package io.throughline.source.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.Feed;
import io.throughline.source.MemoryRun;
import io.throughline.source.SourceException;
import io.throughline.source.http.TurningClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is gone is told apart from what is hidden, moved or late. */
final class JiraSweepTest {
  private static final Instant FIRST = Instant.parse("2026-11-01T10:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final TurningClock clock = new TurningClock(Instant.parse("2026-11-20T12:00:00Z"));

  private void read(Feed feed, FakeJira jira) throws SourceException, InterruptedException {
    feed.read(new MemoryRun(memory, feed.id(), jira, clock));
  }

  private void readAll(FakeJira jira) throws SourceException, InterruptedException {
    read(new SiteFeed(), jira);
    read(new ProjectsFeed(Duration.ofHours(1)), jira);
    read(new IssuesFeed(), jira);
    read(new IssueSweep(DAY), jira);
  }

  private void aDayLater(FakeJira jira) throws SourceException, InterruptedException {
    clock.turn(DAY);
    readAll(jira);
  }

  private FakeJira readAtFirst(boolean cloud, int count)
      throws SourceException, InterruptedException {
    FakeJira jira = new FakeJira(cloud);
    for (long i = 1; i <= count; i++) {
      jira.issues.put(i, FIRST.plus(Duration.ofMinutes(i)));
    }
    readAll(jira);
    return jira;
  }

  private List<String> gone(String kind) {
    return memory.of(kind + "_gone").stream().map(page -> page.context().get(kind)).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void d16_aDeletedIssueIsGoneOnceJiraConfirmedIt(boolean cloud) throws Exception {
    FakeJira jira = readAtFirst(cloud, 30);
    assertThat(gone("issue")).isEmpty();
    jira.issues.remove(5L);
    aDayLater(jira);
    assertThat(gone("issue")).containsExactly("5");
    // What was read after the first round is missed as well.
    jira.issues.put(31L, FIRST.plus(DAY));
    aDayLater(jira);
    jira.issues.remove(31L);
    aDayLater(jira);
    aDayLater(jira);
    assertThat(gone("issue")).containsExactly("5", "31");
  }

  @Test
  void d16_manyThatVanishAtOnceAreToldAndNotTakenForDeleted() throws Exception {
    FakeJira jira = readAtFirst(true, 30);
    for (long i = 1; i <= 20; i++) {
      jira.issues.remove(i);
    }
    aDayLater(jira);
    assertThat(gone("issue")).isEmpty();
    assertThat(memory.notices.values())
        .anyMatch(n -> n.startsWith("20 of 30 issues of project PAY") && n.contains("sweep_share"));
    memory.settings.put("sweep_share", "100");
    aDayLater(jira);
    assertThat(gone("issue")).hasSize(20);
    assertThat(memory.notices).isEmpty();
  }

  @Test
  void d16_whatIsClosedToTheTokenIsKeptAndTold() throws Exception {
    FakeJira jira = readAtFirst(true, 30);
    jira.closed.add(7L);
    aDayLater(jira);
    assertThat(gone("issue")).isEmpty();
    assertThat(memory.notices.values())
        .anyMatch(n -> n.startsWith("project PAY has issues that are closed"));
    jira.closed.clear();
    aDayLater(jira);
    assertThat(memory.notices).isEmpty();
  }

  @Test
  void d16_aProjectThatIsNoLongerShownKeepsItsIssues() throws Exception {
    FakeJira jira = readAtFirst(true, 30);
    jira.projects("{'id':'2','key':'OPS'}");
    jira.issues.clear();
    aDayLater(jira);
    assertThat(gone("issue")).isEmpty();
    assertThat(memory.notices.values())
        .anyMatch(n -> n.startsWith("This Jira no longer shows PAY") && n.contains("is kept"));
  }

  @Test
  void d16_whatIsShownAgainWasNotDeleted() throws Exception {
    FakeJira jira = readAtFirst(true, 30);
    Instant updated = jira.issues.remove(5L);
    aDayLater(jira);
    jira.issues.put(5L, updated);
    aDayLater(jira);
    aDayLater(jira);
    assertThat(memory.of("issue_back"))
        .singleElement()
        .satisfies(page -> assertThat(page.context()).containsEntry("issue", "5"));
    assertThat(memory.of("issue")).hasSize(1);
  }

  @Test
  void d17_anIssueThatMovedToAnotherProjectIsNotDeleted() throws Exception {
    FakeJira jira = readAtFirst(true, 30);
    jira.ops.add(5L);
    aDayLater(jira);
    aDayLater(jira);
    assertThat(gone("issue")).isEmpty();
    assertThat(memory.notices).isEmpty();
  }

  @Test
  void d13_whatWasCommittedLaterThanTheOverlapIsReadByTheSweep() throws Exception {
    FakeJira jira = readAtFirst(true, 30);
    jira.issues.put(99L, FIRST.minus(DAY));
    aDayLater(jira);
    assertThat(memory.of("issue"))
        .singleElement()
        .satisfies(page -> assertThat(page.body()).contains("PAY-99"));
  }

  @Test
  void d14_aSweepThatDiesGoesOn() throws Exception {
    FakeJira jira = readAtFirst(true, 200);
    for (long i = 1; i <= 9; i++) {
      jira.issues.remove(i * 10);
    }
    clock.turn(DAY);
    memory.storesUntilDeath = 4;
    assertThatThrownBy(() -> read(new IssueSweep(DAY), jira)).hasMessage("killed");
    memory.storesUntilDeath = Integer.MAX_VALUE;
    read(new IssueSweep(DAY), jira);
    assertThat(gone("issue")).contains("10", "20", "30", "40", "50", "60", "70", "80", "90");
  }

  @Test
  void d16_sprintsAndBoardsThatAreGone() throws Exception {
    FakeJira jira = new FakeJira(true);
    boards(jira, "{'id':7,'type':'scrum'},{'id':9,'type':'scrum'}");
    sprints(jira, "{'id':1,'state':'closed'},{'id':2,'state':'closed'},{'id':3,'state':'active'}");
    jira.bodies.put("/rest/agile/1.0/board/9/sprint", "{'isLast':true,'values':[]}");
    readBoards(jira);
    // Sprint 2 went to another board; it is there.
    jira.bodies.put("/rest/agile/1.0/sprint/2", "{'id':2,'state':'closed'}");
    boards(jira, "{'id':7,'type':'scrum'}");
    sprints(jira, "{'id':3,'state':'active'}");
    clock.turn(DAY);
    readBoards(jira);
    assertThat(gone("sprint")).containsExactly("1");
    assertThat(gone("board")).containsExactly("9");
    // Nothing at all is listed: that is no deletion.
    boards(jira, "{'id':7,'type':'scrum'},{'id':10,'type':'scrum'}");
    jira.bodies.put("/rest/agile/1.0/board/10/sprint", "{'isLast':true,'values':[]}");
    clock.turn(DAY);
    readBoards(jira);
    boards(jira, "");
    clock.turn(DAY);
    readBoards(jira);
    assertThat(gone("board")).containsExactly("9");
    assertThat(memory.notices.values()).anyMatch(n -> n.startsWith("2 of 2 boards of this Jira"));
  }

  @Test
  void d16_aProjectThatIsNamedAndNotShownIsToldAndTheOthersAreRead() throws Exception {
    memory.settings.put("projects", "pay,GONE");
    FakeJira jira = readAtFirst(true, 3);
    jira.ops.add(4L);
    assertThat(memory.notices.values()).anyMatch(n -> n.contains("shows no project GONE"));
    assertThat(memory.of("issues")).isNotEmpty();
    memory.settings.put("projects", "GONE");
    assertThatThrownBy(() -> read(new IssuesFeed(), jira))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("named under projects");
  }

  private void readBoards(FakeJira jira) throws SourceException, InterruptedException {
    read(new BoardsFeed(Duration.ofHours(1)), jira);
    read(new SprintsFeed(Duration.ofHours(1)), jira);
  }

  private static void boards(FakeJira jira, String rows) {
    jira.bodies.put("/rest/agile/1.0/board", "{'isLast':true,'values':[" + rows + "]}");
  }

  private static void sprints(FakeJira jira, String rows) {
    jira.bodies.put("/rest/agile/1.0/board/7/sprint", "{'isLast':true,'values':[" + rows + "]}");
  }
}
