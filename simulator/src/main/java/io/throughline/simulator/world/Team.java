package io.throughline.simulator.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A team or, without members of its own, a department.
 *
 * @param parent the department's id; null at the top
 * @param lead the leading person's id; null for departments
 */
public record Team(
    String id,
    String name,
    @Nullable String parent,
    @Nullable String lead,
    ZoneId zone,
    List<Membership> members,
    List<String> services) {

  /** True when the person was a member at that moment, by the date in this team's zone. */
  public boolean had(@Nullable String personId, long atMillis) {
    if (personId == null) {
      return false;
    }
    for (Membership member : members) {
      if (member.personId().equals(personId)
          && (member.unlimited() || member.covers(dayOf(atMillis)))) {
        return true;
      }
    }
    return false;
  }

  private LocalDate dayOf(long atMillis) {
    return Instant.ofEpochMilli(atMillis).atZone(zone).toLocalDate();
  }
}
