package io.throughline.model.org;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A team.
 *
 * @param parent id of the team above; null at the top
 * @param lead id of a person; null when nobody leads it
 * @param zone the zone of its days and weeks
 * @param calendar name of its working calendar; null: the organisation's
 * @param members ids of people; a person's first listed team is their primary one
 * @param services ids of owned services
 * @param boards boards that it works on, by number or name, as {@code SOURCE/BOARD} or as the board
 *     alone
 */
public record Team(
    String id,
    String name,
    @Nullable String parent,
    @Nullable String lead,
    ZoneId zone,
    @Nullable String calendar,
    List<Dated<String>> members,
    List<Dated<String>> services,
    List<Dated<String>> boards,
    Planning planning) {
  public Team {
    members = List.copyOf(members);
    services = List.copyOf(services);
    boards = List.copyOf(boards);
  }

  /** A team that plans as is usual. */
  public Team(
      String id,
      String name,
      @Nullable String parent,
      @Nullable String lead,
      ZoneId zone,
      @Nullable String calendar,
      List<Dated<String>> members,
      List<Dated<String>> services,
      List<Dated<String>> boards) {
    this(id, name, parent, lead, zone, calendar, members, services, boards, Planning.USUAL);
  }

  /** A team without boards. */
  public Team(
      String id,
      String name,
      @Nullable String parent,
      @Nullable String lead,
      ZoneId zone,
      @Nullable String calendar,
      List<Dated<String>> members,
      List<Dated<String>> services) {
    this(id, name, parent, lead, zone, calendar, members, services, List.of());
  }
}
