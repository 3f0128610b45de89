package io.throughline.metric;

import static io.throughline.metric.FactWorld.at;
import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.conformance.WarehouseConformance;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.MergeRequestFile;
import io.throughline.model.fact.TicketChange;
import io.throughline.model.fact.TicketField;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.TicketReference;
import io.throughline.model.fact.WikiPage;
import io.throughline.model.fact.WikiPageEdit;
import io.throughline.model.fact.WikiPageLabel;
import io.throughline.model.fact.WikiPageLink;
import io.throughline.model.process.Conduct;
import io.throughline.model.time.Grain;
import io.throughline.process.ProcessReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which documents count for which epics, what resolves, and what is no data. */
final class DocumentsTest {
  private static final String PLANNED = "2026-05-01T10:00";
  private static final String DESIGN = "design_link_coverage";
  private static final String PRD = "prd_coverage";

  @TempDir Path folder;

  private static Reading month(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(
                metric,
                new Scope.OfTeam("pay"),
                day("2026-05-01"),
                day("2026-06-01"),
                Grain.MONTH,
                null))
        .getFirst();
  }

  /** An epic with one story, planned into sprint 1 before its start, 2026-05-04T10:00. */
  private static SprintWorld.Story epic(SprintWorld world, int number) {
    SprintWorld.Story epic = world.ticket(number, TicketKind.EPIC);
    world.story(100 + number, 3).under(epic).in(1, PLANNED);
    return epic;
  }

  private static long page(
      SprintWorld world, int number, String title, String created, String... labels) {
    return page(world, number, title, created, false, false, labels);
  }

  private static long page(
      SprintWorld world,
      int number,
      String title,
      String created,
      @Nullable Boolean deleted,
      boolean hidden,
      String... labels) {
    long id = FactId.of(3, number);
    world.facts.tell(
        new WikiPage(
            id,
            "SHOP",
            title,
            address(number),
            null,
            null,
            at(created),
            at(created),
            1,
            false,
            deleted,
            hidden));
    List<WikiPageLabel> own = new ArrayList<>();
    for (String label : labels) {
      own.add(new WikiPageLabel(id, label));
    }
    world.facts.members(WikiPageLabel.class, id, "labels", own);
    world.facts.members(
        WikiPageEdit.class,
        id,
        "versions",
        List.of(new WikiPageEdit(id, "1", 1, at(created), null)));
    return id;
  }

  private static String address(int page) {
    return "https://wiki.example/spaces/SHOP/pages/" + page + "/Title";
  }

  private static void pageLinks(SprintWorld world, long page, int... epics) {
    List<WikiPageLink> links = new ArrayList<>();
    for (int epic : epics) {
      links.add(new WikiPageLink(page, "PAY-" + epic, "PAY-" + epic, null));
    }
    world.facts.members(WikiPageLink.class, page, "body", links);
  }

  private static void remote(SprintWorld world, SprintWorld.Story epic, String... urls) {
    List<TicketReference> all = new ArrayList<>();
    for (String url : urls) {
      all.add(
          new TicketReference(epic.id(), url, url, "Title", null, "Wiki Page", "" + all.size()));
    }
    world.facts.members(TicketReference.class, epic.id(), "remote_links", all);
  }

  private static void told(SprintWorld world, SprintWorld.Story epic, TicketChange... changes) {
    world.facts.members(TicketChange.class, epic.id(), "changelog/more", List.of(changes));
  }

  private static TicketChange change(
      SprintWorld.Story epic, TicketField field, String from, String to, String when) {
    return new TicketChange(
        epic.id(), "9:" + when + to, field, from, null, to, null, null, at(when));
  }

  @Test
  void withoutAWikiThereIsNoDataAndNever0() {
    try (SprintWorld world = new SprintWorld(folder)) {
      remote(world, epic(world, 1), address(1));
      epic(world, 2);
      Readings readings = world.readings();
      assertThat(month(readings, DESIGN).value()).isNull();
      assertThat(month(readings, PRD).value()).isNull();
    }
  }

  /** Of six epics one has a design; one is not known, which lowers the coverage. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void onlyADesignThatCanBeReadCounts(long seed) {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.facts.wiki();
      remote(world, epic(world, 1), address(11));
      page(world, 11, "How refunds work", "2026-04-20T10:00", "design");
      remote(world, epic(world, 2), address(12));
      page(world, 12, "Old design", "2026-04-20T10:00", true, false, "design");
      remote(world, epic(world, 3), address(13));
      page(world, 13, "Closed design", "2026-04-20T10:00", null, true, "design");
      remote(world, epic(world, 4), address(99));
      remote(world, epic(world, 5), address(15));
      page(world, 15, "PRD: refunds", "2026-04-20T10:00");
      epic(world, 6);
      if (seed > 0) {
        world.facts.shuffled(new Random(seed));
      }
      Readings readings = world.readings();
      Reading design = month(readings, DESIGN);
      assertThat(design.numerator()).isEqualTo(1);
      assertThat(design.denominator()).as("the closed one is in neither").isEqualTo(5);
      assertThat(design.coverage()).isEqualTo(5 / 6.0, within(1e-9));
      Reading prd = month(readings, PRD);
      assertThat(prd.numerator()).isEqualTo(1);
      assertThat(prd.denominator()).isEqualTo(6);
    }
  }

  /** What lies in a space that is not read may be there. */
  @Test
  void aPageOfASpaceThatIsNotReadIsUnknown() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.facts.wiki("SHOP");
      page(world, 11, "Anything", "2026-04-20T10:00");
      remote(world, epic(world, 1), "https://wiki.example/spaces/OPS/pages/99/Design");
      remote(world, epic(world, 2), address(98));
      remote(world, epic(world, 3), "https://elsewhere.example/wiki/spaces/X/pages/1/Y");
      Reading design = month(world.readings(), DESIGN);
      assertThat(design.numerator()).isEqualTo(0);
      assertThat(design.denominator()).as("only the one that is gone").isEqualTo(1);
    }
  }

  /** Judged when the sprint began: 2026-05-04T10:00. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void linksAreJudgedAsTheyWere(long seed) {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.facts.wiki();
      page(world, 11, "ADR 7", "2026-04-20T10:00");
      SprintWorld.Story late = epic(world, 1);
      remote(world, late, address(11));
      told(world, late, change(late, TicketField.REMOTE_LINK, null, "0", "2026-05-06T10:00"));
      SprintWorld.Story before = epic(world, 2);
      remote(world, before, address(11));
      told(world, before, change(before, TicketField.REMOTE_LINK, null, "0", "2026-05-03T10:00"));
      SprintWorld.Story taken = epic(world, 3);
      told(
          world,
          taken,
          change(taken, TicketField.DOCUMENT, null, address(11), "2026-05-02T10:00"),
          change(taken, TicketField.DOCUMENT, address(11), null, "2026-05-05T10:00"));
      SprintWorld.Story gone = epic(world, 4);
      told(world, gone, change(gone, TicketField.DOCUMENT, address(11), null, "2026-05-03T10:00"));
      // A page that was made later cannot have been linked before.
      page(world, 12, "ADR 8", "2026-05-07T10:00");
      pageLinks(world, FactId.of(3, 12), 5);
      epic(world, 5);
      // Added while the sprint ran, and judged then.
      SprintWorld.Story added = world.ticket(6, TicketKind.EPIC);
      world.story(106, 3).under(added).in(1, "2026-05-08T10:00");
      page(world, 13, "RFC 9", "2026-05-07T10:00");
      pageLinks(world, FactId.of(3, 13), 6);
      world.facts.shuffled(new Random(seed));
      Reading design = month(world.readings(), DESIGN);
      assertThat(design.numerator()).as("2, 3 and 6").isEqualTo(3);
      assertThat(design.denominator()).isEqualTo(6);
    }
  }

  /** Files of a repository are there where the last merged change did not take them away. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aDesignMayLieInARepository(long seed) {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.facts.wiki();
      page(world, 11, "Anything", "2026-04-20T10:00");
      String shop = "https://gitlab.example/acme/shop/-/blob/main/";
      remote(world, epic(world, 1), shop + "docs/refunds.md#why");
      remote(world, epic(world, 2), shop + "docs/old.md");
      remote(world, epic(world, 3), shop + "docs/never-seen.md");
      remote(world, epic(world, 4), shop + "src/Refund.java");
      long made = world.facts.merge(1, FactWorld.person("a"), PLANNED, "2026-05-02T10:00");
      long cleaned = world.facts.merge(2, FactWorld.person("a"), PLANNED, "2026-05-03T10:00");
      world.facts.members(
          MergeRequestFile.class,
          made,
          "diffs",
          List.of(file(made, "docs/refunds.md", false), file(made, "docs/old.md", false)));
      world.facts.members(
          MergeRequestFile.class, cleaned, "diffs", List.of(file(cleaned, "docs/old.md", true)));
      world.facts.shuffled(new Random(seed));
      Reading design = month(world.readings(), DESIGN);
      assertThat(design.numerator()).as("the first").isEqualTo(1);
      assertThat(design.denominator()).as("nobody knows of the third").isEqualTo(3);
    }
  }

  private static MergeRequestFile file(long mr, String path, boolean deleted) {
    return new MergeRequestFile(mr, path, 1, 1, deleted, null, false);
  }

  /** Monday to Friday, whole days: from Monday 20 April to Friday 1 May are 9 working days. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aPrdIsFollowedToTheDeepDive(long seed) {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.facts.wiki();
      world.facts.process(new Conduct(ProcessReader.shipped(), List.of()));
      SprintWorld.Story epic = world.ticket(1, TicketKind.EPIC);
      world.story(101, 0).under(epic).points(3.0, "2026-05-01T10:00").in(1, "2026-05-03T10:00");
      world.story(102, 0).under(epic).points(3.0, "2026-05-02T10:00").in(1, "2026-05-03T10:00");
      pageLinks(world, page(world, 11, "PRD refunds", "2026-04-20T10:00"), 1);
      page(world, 12, "PRD of nobody", "2026-05-11T10:00");
      page(world, 13, "PRD in the bin", "2026-05-11T10:00", true, false);
      world.facts.shuffled(new Random(seed));
      Readings readings = world.readings();
      Reading waited = month(readings, "prd_to_deep_dive");
      assertThat(waited.n()).isEqualTo(1);
      assertThat(waited.value()).isEqualTo(9, within(1e-9));
      assertThat(found(world, "requirements after the deep-dive")).isEmpty();
      assertThat(month(readings, "prd_count").value()).as("in May, of this team").isEqualTo(0);
      ReadingQuery everyone =
          new ReadingQuery(
              "prd_count",
              new Scope.Everyone(),
              day("2026-04-01"),
              day("2026-06-01"),
              Grain.MONTH,
              null);
      assertThat(readings.read(everyone)).extracting(Reading::value).containsExactly(1.0, 1.0);
      assertThat(readings.observations(everyone, null, 9).items())
          .extracting(Observation::title)
          .containsExactly("PRD of nobody", "PRD refunds");
    }
  }

  /** The output of the deep-dive, by the ticket's own design or by its epic's. */
  @Test
  void theDesignIsAnOutputOfTheDeepDive() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.facts.wiki();
      world.facts.process(new Conduct(ProcessReader.shipped(), List.of()));
      remote(world, epic(world, 1), address(11));
      page(world, 11, "Technical design of refunds", "2026-04-20T10:00");
      epic(world, 2);
      remote(world, epic(world, 3), "https://elsewhere.example/wiki/spaces/X/pages/1/Y");
      world.readings();
      assertThat(design(world, 101)).isEqualTo("present " + address(11));
      assertThat(design(world, 102)).isEqualTo("missing null");
      assertThat(design(world, 103)).isEqualTo("unknown null");
    }
  }

  @Test
  void whatLeadsNowhereOrCameTooLateIsFound() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.facts.wiki();
      world.facts.process(new Conduct(ProcessReader.shipped(), List.of()));
      remote(world, epic(world, 1), address(99));
      remote(world, epic(world, 2), address(11));
      page(world, 11, "PRD refunds", "2026-05-20T10:00");
      world.readings();
      assertThat(found(world, "link that leads nowhere")).containsExactly("PAY-1");
      assertThat(found(world, "requirements after the deep-dive")).containsExactly("PRD refunds");
    }
  }

  private static List<String> found(SprintWorld world, String kind) {
    return new Findings(world.facts.warehouse)
        .find().stream().filter(f -> f.kind().equals(kind)).map(Finding::subject).toList();
  }

  private static String design(SprintWorld world, int story) {
    return new WarehouseConformance(
            world.facts.warehouse, () -> world.facts.organisation, () -> FactWorld.NOW)
        .passport("PAY-" + story).orElseThrow().phases().stream()
            .flatMap(phase -> phase.outputs().stream())
            .filter(output -> "designed".equals(output.rule()))
            .map(output -> output.state() + " " + output.evidence())
            .findFirst()
            .orElseThrow();
  }
}
