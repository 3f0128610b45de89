package io.throughline.source.zephyr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.Feed;
import io.throughline.source.MemoryRun;
import io.throughline.source.SourceException;
import io.throughline.source.http.HttpDoor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ZephyrFeedsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final FakeZephyr zephyr = new FakeZephyr();
  private Instant now = NOW;

  /** Pages of two, by number; {@code total} and {@code isLast} disagree as they do out there. */
  private static final class FakeZephyr implements HttpDoor {
    final TreeMap<Long, Instant> cases = new TreeMap<>();
    final List<String> asked = new ArrayList<>();
    String statuses = "{'id':5,'name':'Draft'},{'id':6,'name':'Approved'}";
    boolean round;

    @Override
    public Page get(String path) {
      asked.add(path);
      if (path.startsWith("/v2/statuses")) {
        String values = path.contains("TEST_CASE") ? statuses : "{'id':8,'name':'Pass'}";
        return page("'next':null,'isLast':false,'total':1,'values':[" + values + "]");
      }
      long start = Long.parseLong(path.replaceAll(".*startAtId=(\\d+).*", "$1"));
      Instant from =
          path.contains("updatedAfter=")
              ? Instant.parse(path.replaceAll(".*updatedAfter=([^&]+).*", "$1"))
              : Instant.EPOCH;
      List<Long> found =
          cases.tailMap(start).entrySet().stream()
              .filter(e -> !e.getValue().isBefore(from))
              .map(Map.Entry::getKey)
              .toList();
      List<Long> rows = found.subList(0, Math.min(2, found.size()));
      String next = rows.size() < found.size() ? "" + (round ? start : rows.getLast() + 1) : "null";
      return page(
          "'nextStartAtId':"
              + next
              + ",'values':["
              + rows.stream()
                  .map(id -> "{'id':" + id + ",'key':'SHOP-T" + id + "'}")
                  .collect(Collectors.joining(","))
              + "]");
    }

    @Override
    public Page ask(String path, byte[] question) {
      throw new IllegalStateException("Zephyr is not asked with a body");
    }

    private static Page page(String inside) {
      return new Page(
          200,
          Map.of("date", "Fri, 20 Nov 2026 12:00:00 GMT"),
          ("{" + inside + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
  }

  private void read(Feed feed) throws SourceException, InterruptedException {
    feed.read(new MemoryRun(memory, feed.id(), zephyr, Clock.fixed(now, ZoneOffset.UTC)));
  }

  private void withCases(int count) {
    for (long id = 1; id <= count; id++) {
      zephyr.cases.put(id * 10, NOW.minus(Duration.ofDays(20)));
    }
  }

  @Test
  void everyPageIsReadWithWhatItsStatusesMean() throws Exception {
    withCases(5);
    read(new StatusesFeed());
    read(ListFeed.ofTestCases());
    assertThat(memory.of("test_cases")).hasSize(3);
    assertThat(memory.of("test_cases").getFirst().context())
        .containsEntry("statuses", "5=draft,8=passed");
    assertThat(memory.completeUntil).containsEntry("test_cases|", NOW);
    assertThat(zephyr.asked).filteredOn(path -> path.contains("TEST_CASE")).hasSize(1);
  }

  @Test
  void aRunThatDiesGoesOnAtTheNumberWhereItStopped() throws Exception {
    withCases(5);
    read(new StatusesFeed());
    memory.storesUntilDeath = 1;
    assertThatThrownBy(() -> read(ListFeed.ofTestCases())).hasMessage("killed");
    memory.storesUntilDeath = Integer.MAX_VALUE;
    int asked = zephyr.asked.size();
    read(ListFeed.ofTestCases());
    assertThat(memory.of("test_cases")).hasSize(3);
    assertThat(zephyr.asked.get(asked)).contains("startAtId=21");
  }

  @Test
  void laterRunsAskForWhatChangedAndStoreItOnce() throws Exception {
    withCases(5);
    read(new StatusesFeed());
    read(ListFeed.ofTestCases());
    zephyr.cases.put(20L, NOW.minusSeconds(60));
    now = NOW.plusSeconds(60);
    read(ListFeed.ofTestCases());
    now = NOW.plusSeconds(120);
    read(ListFeed.ofTestCases());
    assertThat(zephyr.asked.getLast()).contains("updatedAfter=2026-11-20T11:45:00Z");
    assertThat(memory.of("test_cases")).hasSize(4);
    assertThat(memory.of("test_cases").getLast().body()).contains("SHOP-T20");
  }

  @Test
  void whatIsNoLongerListedIsGone() throws Exception {
    withCases(5);
    read(new StatusesFeed());
    read(ListFeed.ofTestCases());
    zephyr.cases.remove(30L);
    now = NOW.plus(Duration.ofHours(25));
    read(ListFeed.ofTestCases());
    assertThat(memory.of("test_case_gone")).hasSize(1);
    assertThat(memory.of("test_case_gone").getFirst().context()).containsEntry("test_case", "30");
  }

  @Test
  void anotherMeaningOfAStatusReadsEverythingAgain() throws Exception {
    withCases(2);
    read(new StatusesFeed());
    read(ListFeed.ofTestCases());
    zephyr.statuses = "{'id':5,'name':'In work'}";
    now = NOW.plus(Duration.ofHours(2));
    read(new StatusesFeed());
    read(ListFeed.ofTestCases());
    assertThat(memory.of("test_cases")).hasSize(2);
    assertThat(memory.of("test_cases").getLast().context()).containsEntry("statuses", "8=passed");
  }

  @Test
  void pagesInACircleEnd() throws Exception {
    withCases(5);
    zephyr.round = true;
    read(new StatusesFeed());
    assertThatThrownBy(() -> read(ListFeed.ofRuns()))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void aProjectThatIsNoKeyIsNotAskedFor() throws Exception {
    memory.settings.put("projects", "SHOP&x=1");
    read(new StatusesFeed());
    assertThatThrownBy(() -> read(ListFeed.ofTestCases())).hasMessageContaining("no key");
  }
}
