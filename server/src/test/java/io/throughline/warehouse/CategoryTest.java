package io.throughline.warehouse;

import static io.throughline.warehouse.Sample.may;
import static io.throughline.warehouse.Telling.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.TicketKind;
import io.throughline.model.org.Investment;
import io.throughline.model.org.Investment.Category;
import io.throughline.model.org.Investment.Word;
import io.throughline.warehouse.Sample.Mr;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tickets and merge requests are work for, by the usual rules and whatever is told first. */
class CategoryTest {
  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() {
    world = new World(folder);
    world.load(World.organisation());
    world.tell(Sample.people());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Tale ticket(long number, TicketKind kind, Long parent, String labels) {
    Tale tale = new Tale(number, kind, may(1, 8));
    tale.parent = parent == null ? null : Long.valueOf(id(parent));
    tale.labels = labels;
    return tale;
  }

  private void tell(Tale... tales) {
    for (Tale tale : tales) {
      world.tell(tale.told().toArray(Telling[]::new));
    }
  }

  /** {@code "item category initiative"} by ticket. */
  private Map<Long, String> categories() {
    return world.rows("SELECT * FROM ticket_category").stream()
        .collect(
            Collectors.toMap(
                r -> number(r.get("ticket_id")),
                r ->
                    number(r.get("item_id"))
                        + " "
                        + r.get("category")
                        + (r.get("initiative_id") == null
                            ? ""
                            : " " + number(r.get("initiative_id")))));
  }

  private static Long number(Object id) {
    return ((Number) id).longValue() - id(0);
  }

  private Map<Long, String> changes() {
    return world.rows("SELECT * FROM merge_request_category").stream()
        .collect(
            Collectors.toMap(
                r -> number(r.get("merge_request_id")) - 100, r -> (String) r.get("category")));
  }

  /** Everything that a ticket can be below an initiative (1) with two epics, one of them debt. */
  private static List<Tale> company() {
    return List.of(
        ticket(501, TicketKind.EPIC, null, ""),
        ticket(502, TicketKind.EPIC, 501L, ""),
        ticket(503, TicketKind.EPIC, 501L, ",Tech-Debt,"),
        ticket(504, TicketKind.STORY, 502L, ""),
        ticket(505, TicketKind.BUG, 502L, ",checkout,"),
        ticket(506, TicketKind.STORY, 502L, ",refactoring,"),
        ticket(507, TicketKind.STORY, 503L, ""),
        ticket(508, TicketKind.SUBTASK, 504L, ",support,"),
        ticket(509, TicketKind.STORY, null, ""),
        ticket(510, TicketKind.TASK, null, ",KTLO,other,"));
  }

  private static final Map<Long, String> KNOWN =
      Map.of(
          501L, "501 features 501",
          502L, "502 features 501",
          503L, "503 debt 501",
          504L, "504 features 501",
          505L, "505 bugs 501",
          506L, "506 debt 501",
          507L, "507 debt 501",
          508L, "504 features 501",
          509L, "509 uncategorised",
          510L, "510 support");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void whatATicketSaysItselfGoesBeforeItsEpic(int seed) {
    List<Tale> all = new ArrayList<>(company());
    if (seed > 0) {
      Collections.shuffle(all, new Random(seed));
    }
    tell(all.toArray(Tale[]::new));
    assertThat(categories()).isEqualTo(KNOWN);
  }

  @Test
  void whatIsBelowAnEpicFollowsIt() {
    tell(company().toArray(Tale[]::new));
    world.tell(
        ticket(502, TicketKind.EPIC, null, ",support,").told().stream()
            .map(CategoryTest::later)
            .toArray(Telling[]::new));
    assertThat(categories())
        .containsEntry(502L, "502 support 502")
        .containsEntry(504L, "504 support 502")
        .containsEntry(508L, "504 support 502")
        .containsEntry(505L, "505 bugs 502")
        .containsEntry(507L, "507 debt 501");
  }

  /** The same told a day later, so that it wins. */
  private static Telling later(Telling telling) {
    return telling.mapped().snapshots().isEmpty()
        ? telling
        : Telling.told(
            telling.channel(),
            telling.mapped().snapshots().getFirst().snapshot(),
            Telling.READ.plusSeconds(86_400),
            true);
  }

  @Test
  void aChangedRuleHoldsForWhatIsThere() {
    tell(company().toArray(Tale[]::new));
    world.load(
        World.organisation()
            .investing(
                new Investment(
                    List.of(
                        new Category(
                            "big", "Big", null, Map.of(Word.EPIC, List.of("shop-502")), Map.of())),
                    Map.of(),
                    null)));
    assertThat(categories())
        .containsEntry(504L, "504 big 501")
        .containsEntry(505L, "505 big 501")
        .containsEntry(507L, "507 uncategorised 501");
  }

  @Test
  void aMergeRequestWithoutATicketIsReadByItsLabelsAndTitle() {
    world.tell(
        mr(1, "feat(cart): Add retries", "").page(),
        mr(2, "Fix!: do not lose carts", "").page(),
        mr(3, "Draft: refactor: split it", "").page(),
        mr(4, "Fix the cart: part 2", "").page(),
        mr(5, "Anything", ",Support,").page(),
        mr(6, "feat: pay debts", ",debt,").page());
    assertThat(changes())
        .isEqualTo(
            Map.of(
                1L, "features",
                2L, "bugs",
                3L, "debt",
                4L, "uncategorised",
                5L, "support",
                6L, "debt"));
  }

  @Test
  void aMergeRequestWithATicketHasTheTickets() {
    Mr mr = mr(1, "feat: Add retries", "");
    mr.branchKeys = ",SHOP-505,";
    world.tell(mr.page());
    assertThat(changes()).isEqualTo(Map.of(1L, "features"));
    tell(ticket(505, TicketKind.BUG, null, ""));
    assertThat(changes()).isEmpty();
  }

  private static Mr mr(long number, String title, String labels) {
    Mr mr = new Mr(number);
    mr.title = title;
    mr.labels = labels;
    return mr;
  }
}
