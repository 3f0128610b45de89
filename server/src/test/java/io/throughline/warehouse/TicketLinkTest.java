package io.throughline.warehouse;

import static io.throughline.warehouse.Sample.may;
import static io.throughline.warehouse.Telling.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Ticket;
import io.throughline.model.fact.TicketChange;
import io.throughline.model.fact.TicketField;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.TicketReference;
import io.throughline.source.Channel;
import io.throughline.warehouse.Sample.Mr;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tickets merge requests belong to, whatever is told first. */
class TicketLinkTest {
  private static final String LINKS =
      "SELECT ticket_id - %d AS ticket, merge_request_id - %d AS mr, via FROM ticket_merge_request"
              .formatted(id(0), id(100))
          + " ORDER BY 1, 2";

  @TempDir Path folder;

  private static Telling ticket(long number, String key) {
    return Telling.page(ticketOf(number, key, null));
  }

  private static Ticket ticketOf(long number, String key, Boolean deleted) {
    return new Ticket(
        id(number),
        id(7),
        key,
        "Title",
        "https://x/" + key,
        "Story",
        TicketKind.STORY,
        1L,
        "To Do",
        "todo",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "",
        "",
        "",
        "",
        null,
        null,
        null,
        may(1, 8),
        null,
        deleted);
  }

  private static Mr mr(long number, String branch, String title, String description) {
    Mr mr = new Mr(number);
    mr.branchKeys = branch;
    mr.titleKeys = title;
    mr.descriptionKeys = description;
    return mr;
  }

  private static List<Telling> story() {
    Mr byCommit = mr(4, "", "", "");
    Mr byTracker = mr(5, "", "", "");
    byTracker.state = "opened";
    return List.of(
        ticket(501, "SHOP-1"),
        ticket(502, "PAY-9"),
        Telling.set(
            TicketChange.class,
            id(502),
            "changelog",
            new TicketChange(
                id(502), "1:1", TicketField.KEY, "SHOP-2", null, "PAY-9", null, null, may(2, 8))),
        ticket(503, "SHOP-3"),
        Telling.set(
            TicketReference.class,
            id(503),
            "remote",
            new TicketReference(
                id(503), "r1", "https://x/mr", "Merge request", null, "mentioned on", null)),
        mr(1, ",SHOP-1,", ",SHOP-1,", "").page(),
        mr(2, "", ",SHOP-2,UTF-8,", ",SHOP-1,").page(),
        mr(3, ",SHOP-99,", "", "").page(),
        byCommit.page(),
        byCommit.commits(byCommit.commit("c1", may(3, 9), ",PAY-9,")));
  }

  @Test
  void aTicketIsFoundByEachOfItsNames() throws Exception {
    for (int seed = 0; seed < 12; seed++) {
      try (World world = new World(Files.createDirectories(folder.resolve("w" + seed)))) {
        world.load(World.organisation());
        world.tell(Sample.people());
        List<Telling> order = new ArrayList<>(story());
        Collections.shuffle(order, new Random(seed));
        int cut = seed % order.size();
        world.tell(order.subList(0, cut).toArray(Telling[]::new));
        order.subList(cut, order.size()).forEach(world::tell);

        assertThat(world.rows(LINKS + ", 3"))
            .as("in order %d", seed)
            .contains(
                link(501, 1, "branch"),
                link(501, 2, "description"),
                link(502, 2, "title"),
                link(502, 4, "commit"))
            .filteredOn(l -> !l.get("via").equals("tracker"))
            .hasSize(4);
        assertThat(world.rows("SELECT ticket_id FROM ticket_merge_request WHERE via = 'tracker'"))
            .as("the tracker's own link, to each of the pages of that address")
            .isNotEmpty()
            .allSatisfy(l -> assertThat(l.get("ticket_id")).isEqualTo(id(503)));
      }
    }
  }

  @Test
  void whatIsNoLongerSaidIsNoLink() {
    try (World world = new World(folder)) {
      world.load(World.organisation());
      world.tell(Sample.people());
      world.tell(ticket(501, "SHOP-1"), mr(1, ",SHOP-1,", "", "").page());
      assertThat(world.rows(LINKS)).containsExactly(link(501, 1, "branch"));

      world.tell(
          Telling.told(Channel.POLL, mr(1, "", "", "").fact(), Telling.READ.plusSeconds(1), true));
      assertThat(world.rows(LINKS)).isEmpty();

      world.tell(
          Telling.told(
              Channel.POLL, mr(1, "", ",SHOP-1,", "").fact(), Telling.READ.plusSeconds(2), true));
      world.tell(
          Telling.told(
              Channel.POLL, ticketOf(501, "SHOP-1", true), Telling.READ.plusSeconds(2), true));
      assertThat(world.rows(LINKS)).as("the ticket is deleted").isEmpty();
    }
  }

  private static Map<String, Object> link(long ticket, long mr, String via) {
    return Map.of("ticket", ticket, "mr", mr, "via", via);
  }
}
