package io.throughline.source.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.Feed;
import io.throughline.source.MemoryRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JiraFeedsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
  private static final Instant FIRST = Instant.parse("2026-11-01T10:00:00Z");
  private static final Pattern KEY = Pattern.compile("PAY-(\\d+)");

  private final MemoryRun.Memory memory = new MemoryRun.Memory();

  private void read(Feed feed, FakeJira jira) throws SourceException, InterruptedException {
    feed.read(new MemoryRun(memory, feed.id(), jira, CLOCK));
  }

  private static FakeJira withIssues(boolean cloud, int count) {
    FakeJira jira = new FakeJira(cloud);
    for (int i = 1; i <= count; i++) {
      jira.issues.put((long) i, FIRST.plus(Duration.ofHours(i)));
    }
    return jira;
  }

  private Set<Long> stored() {
    Set<Long> ids = new TreeSet<>();
    memory
        .of("issues")
        .forEach(
            page ->
                KEY.matcher(page.body()).results().forEach(m -> ids.add(Long.valueOf(m.group(1)))));
    return ids;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyIssueIsReadPageByPage(boolean cloud) throws Exception {
    FakeJira jira = withIssues(cloud, 11);
    read(new SiteFeed(), jira);
    read(new IssuesFeed(), jira);
    assertThat(stored()).hasSize(11);
    assertThat(memory.completeUntil.values())
        .containsExactly(Instant.parse("2026-11-20T12:00:00Z"));
    assertThat(memory.of("issues").getFirst().context())
        .containsEntry("points", "customfield_1")
        .containsEntry("sprint", "customfield_2");
  }

  /** Whether there is a desk decides whether no request is none or nothing known. */
  @ParameterizedTest
  @ValueSource(strings = {"service_desk", "software"})
  void theRequestsOfAServiceDeskAreCompleteWhereThereIsOne(String type) throws Exception {
    FakeJira jira = withIssues(true, 3);
    jira.projects("{'id':'1','key':'PAY','projectTypeKey':'" + type + "'}");
    read(new SiteFeed(), jira);
    read(new ProjectsFeed(Duration.ofHours(1)), jira);
    read(new IssuesFeed(), jira);
    Instant asked = Instant.parse("2026-11-20T12:00:00Z");
    assertThat(memory.completeUntil)
        .containsEntry("issues|", asked)
        .hasSize(type.equals("service_desk") ? 2 : 1);
    assertThat(memory.completeUntil.get("issues|service desks"))
        .isEqualTo(type.equals("service_desk") ? asked : null);
  }

  /** All of one minute: counting rows is the only way on. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void d11_manyChangesOfOneMinuteAreAllRead(boolean cloud) throws Exception {
    FakeJira jira = new FakeJira(cloud);
    for (long i = 1; i <= 10; i++) {
      jira.issues.put(i, FIRST.plusSeconds(i));
    }
    read(new SiteFeed(), jira);
    read(new IssuesFeed(), jira);
    assertThat(stored()).hasSize(10);
  }

  /** Each page pushes an issue that was read to the end, and others one place forward. */
  @Test
  void d10_whatIsChangedWhilePagesAreReadPushesNothingPastTheEdge() throws Exception {
    FakeJira jira = withIssues(false, 12);
    long[] next = {1};
    jira.afterPage =
        () -> {
          if (next[0] <= 3) {
            jira.issues.put(next[0], FIRST.plus(Duration.ofDays(2)).plusSeconds(60 * next[0]));
            next[0]++;
          }
        };
    read(new SiteFeed(), jira);
    read(new IssuesFeed(), jira);
    assertThat(stored()).hasSize(12);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void d14_aRunThatDiesGoesOnWhereItStopped(boolean cloud) throws Exception {
    FakeJira jira = withIssues(cloud, 11);
    read(new SiteFeed(), jira);
    memory.storesUntilDeath = 2;
    assertThatThrownBy(() -> read(new IssuesFeed(), jira)).hasMessage("killed");
    int before = memory.of("issues").size();
    memory.storesUntilDeath = Integer.MAX_VALUE;
    read(new IssuesFeed(), jira);
    assertThat(stored()).hasSize(11);
    // What lies before the overlap is not read again.
    assertThat(memory.of("issues").get(before).body()).doesNotContain("\"PAY-1\"");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSecondRunReadsWhatChangedSince(boolean cloud) throws Exception {
    FakeJira jira = withIssues(cloud, 11);
    read(new SiteFeed(), jira);
    read(new IssuesFeed(), jira);
    int pages = memory.of("issues").size();
    jira.issues.put(2L, FIRST.plus(Duration.ofDays(3)));
    read(new IssuesFeed(), jira);
    List<MemoryRun.Stored> more = memory.of("issues").subList(pages, memory.of("issues").size());
    assertThat(more).isNotEmpty().allMatch(page -> !page.body().contains("\"PAY-5\""));
    assertThat(more.getLast().body()).contains("\"PAY-2\"");
  }

  @Test
  void aChangelogThatIsCutIsReadWhole() throws Exception {
    FakeJira jira = withIssues(true, 2);
    jira.changes.put(1L, 45);
    jira.changes.put(2L, 1);
    read(new SiteFeed(), jira);
    read(new IssuesFeed(), jira);
    assertThat(memory.of("issue_changelog")).hasSize(1);
    assertThat(memory.of("issue_changelog").getFirst().context()).containsEntry("issue", "1");
  }

  /** Story points moved to another field: what was read by the former one is read again. */
  @Test
  void anotherFieldForPointsReadsEverythingAgain() throws Exception {
    FakeJira jira = withIssues(true, 5);
    jira.fields("Points we made up");
    read(new SiteFeed(), jira);
    assertThat(memory.notices.values()).anyMatch(n -> n.contains("no field for story points"));
    read(new IssuesFeed(), jira);
    int pages = memory.of("issues").size();
    memory.settings.put("points_field", "Points we made up");
    read(new SiteFeed(), jira);
    read(new IssuesFeed(), jira);
    assertThat(memory.of("issues")).hasSize(2 * pages);
    assertThat(memory.of("issues").getLast().context()).containsEntry("points", "customfield_1");
  }

  /** Known by its number: a new name means nothing, and a field that is gone is told. */
  @Test
  void n27_aRenamedFieldIsStillReadAndADeletedOneIsTold() throws Exception {
    FakeJira jira = withIssues(true, 3);
    read(new SiteFeed(), jira);
    read(new IssuesFeed(), jira);
    int pages = memory.of("issues").size();
    jira.fields("Effort");
    read(new SiteFeed(), jira);
    assertThat(memory.notices.values())
        .singleElement()
        .asString()
        .contains("points (customfield_1) is called Effort now");
    jira.bodies.put("/rest/api/2/field", "[{'id':'customfield_2','name':'Sprint'}]");
    read(new SiteFeed(), jira);
    assertThat(memory.notices.values())
        .singleElement()
        .asString()
        .contains("points (customfield_1) is gone");
    // Nothing that was read is read again without its points.
    jira.issues.put(2L, FIRST.plus(Duration.ofDays(3)));
    read(new IssuesFeed(), jira);
    assertThat(memory.of("issues").subList(pages, memory.of("issues").size()))
        .allMatch(page -> "customfield_1".equals(page.context().get("points")))
        .noneMatch(page -> page.body().contains("PAY-1"));
  }

  @Test
  void d19_aFieldForPointsThatHoldsTextsIsTold() throws Exception {
    FakeJira jira = withIssues(true, 1);
    jira.bodies.put(
        "/rest/api/2/field",
        "[{'id':'customfield_1','name':'Story Points','schema':{'type':'string'}}]");
    read(new SiteFeed(), jira);
    assertThat(memory.notices.values()).anyMatch(n -> n.contains("values of the type string"));
  }

  /** Our clock says nothing about what was read. */
  @ParameterizedTest
  @ValueSource(longs = {-600, 600})
  void d12_theCursorFollowsJirasClockWhateverOursSays(long seconds) throws Exception {
    FakeJira jira = withIssues(true, 11);
    Clock ours = Clock.offset(CLOCK, Duration.ofSeconds(seconds));
    new SiteFeed().read(new MemoryRun(memory, SiteFeed.ID, jira, ours));
    new IssuesFeed().read(new MemoryRun(memory, IssuesFeed.ID, jira, ours));
    jira.issues.put(12L, FIRST.plus(Duration.ofHours(11)).plusSeconds(1));
    new IssuesFeed().read(new MemoryRun(memory, IssuesFeed.ID, jira, ours));
    assertThat(stored()).hasSize(12);
    assertThat(memory.cursors.get("issues|updated"))
        .isEqualTo(FIRST.plus(Duration.ofHours(11)).plusSeconds(1).toString());
  }

  @Test
  void workLogsAreReadOnlyWhereTheSourceAsksForThem() throws Exception {
    FakeJira jira = withIssues(true, 1);
    String api = "/rest/api/3/worklog/";
    long until = FIRST.toEpochMilli();
    jira.bodies.put(
        api + "updated",
        "{'values':[{'worklogId':5,'updatedTime':"
            + until
            + "}],'until':"
            + until
            + ",'lastPage':true}");
    jira.bodies.put(api + "deleted", "{'values':[],'lastPage':true}");
    jira.bodies.put(api + "list", "[{'id':'5','issueId':'1'}]");
    read(new SiteFeed(), jira);
    read(new WorklogsFeed(), jira);
    assertThat(jira.asked).noneMatch(path -> path.contains("worklog"));
    memory.settings.put("worklogs", "true");
    read(new WorklogsFeed(), jira);
    assertThat(memory.of("worklogs")).hasSize(1);
    assertThat(memory.of("worklogs_deleted")).isEmpty();
    assertThat(memory.cursors).containsEntry("worklogs|" + api + "updated", FIRST.toString());
    jira.bodies.put(
        api + "deleted",
        "{'values':[{'worklogId':5,'updatedTime':"
            + until
            + "}],'until':"
            + until
            + ",'lastPage':true}");
    read(new WorklogsFeed(), jira);
    assertThat(memory.of("worklogs_deleted")).hasSize(1);
    assertThat(jira.asked).contains(api + "updated?since=" + (until - 15 * 60 * 1000));
    // A page that says there is more and does not go on.
    jira.bodies.put(api + "updated", "{'values':[],'until':0,'lastPage':false}");
    assertThatThrownBy(() -> read(new WorklogsFeed(), jira)).hasMessageContaining("circle");
  }

  @Test
  void aWishIsReadByItself() throws Exception {
    FakeJira jira = withIssues(true, 1);
    jira.bodies.put("/rest/api/3/issue/1", "{'id':'1'}");
    read(new SiteFeed(), jira);
    IssuesFeed feed = new IssuesFeed();
    MemoryRun run = new MemoryRun(memory, feed.id(), jira, CLOCK);
    assertThat(feed.refresh(run, new Refresh("issue", "", "1"))).isTrue();
    assertThat(feed.refresh(run, new Refresh("pipeline", "", "1"))).isFalse();
    assertThat(memory.of("issue")).hasSize(1);
    assertThatThrownBy(() -> feed.refresh(run, new Refresh("issue", "", "1/../../admin")))
        .isInstanceOf(SourceException.class);
  }

  @Test
  void sprintsOfABoardAreReadAgainWhenTheOpenOnesChange() throws Exception {
    FakeJira jira = new FakeJira(true);
    jira.bodies.put(
        "/rest/agile/1.0/board",
        "{'isLast':true,'values':[{'id':7,'type':'scrum'},{'id':8,'type':'kanban'}]}");
    jira.bodies.put("/rest/agile/1.0/board/7/configuration", "{'id':7}");
    jira.bodies.put(
        "/rest/agile/1.0/board/7/sprint", "{'isLast':true,'values':[{'id':1,'state':'active'}]}");
    read(new BoardsFeed(Duration.ofHours(1)), jira);
    read(new SprintsFeed(Duration.ofHours(1)), jira);
    int pages = memory.of("sprints").size();
    read(new SprintsFeed(Duration.ofHours(1)), jira);
    assertThat(memory.of("sprints")).hasSize(pages);
    jira.bodies.put(
        "/rest/agile/1.0/board/7/sprint", "{'isLast':true,'values':[{'id':1,'state':'closed'}]}");
    read(new SprintsFeed(Duration.ofHours(1)), jira);
    assertThat(memory.of("sprints")).hasSizeGreaterThan(pages);
    assertThat(jira.asked).noneMatch(path -> path.contains("board/8/sprint"));
    assertThat(memory.notices.values()).anyMatch(n -> n.contains("board 8"));
  }

  @Test
  void anAnswerOfAnotherShapeIsSaidSo() throws Exception {
    FakeJira jira = withIssues(true, 1);
    read(new SiteFeed(), jira);
    jira.bodies.put("/rest/api/3/status", "{'values':'none'}");
    assertThatThrownBy(() -> read(new StatusesFeed(Duration.ofHours(1)), jira))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("/rest/api/3/status")
        .hasMessageContaining("/values");
  }

  /** Of epics, and of what tells of such a link; never of every story, nor twice in the overlap. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void linksToPagesAreReadOfEpicsAndOfWhatTellsOfThem(boolean cloud) throws Exception {
    FakeJira jira = withIssues(cloud, 4);
    jira.epics.add(2L);
    jira.linked.add(3L);
    String api = cloud ? "/rest/api/3" : "/rest/api/2";
    jira.bodies.put(api + "/issue/2/remotelink", "[]");
    read(new SiteFeed(), jira);
    read(new IssuesFeed(), jira);
    read(new IssuesFeed(), jira);
    assertThat(jira.asked.stream().filter(path -> path.endsWith("/remotelink")))
        .containsExactlyInAnyOrder(api + "/issue/2/remotelink", api + "/issue/3/remotelink");
    assertThat(memory.of("remote_links"))
        .extracting(s -> s.context().get("issue"))
        .containsExactly("2");
    assertThat(memory.notices.values()).anyMatch(text -> text.contains("issue 3"));
  }
}
