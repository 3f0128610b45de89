package io.throughline.simulator.jira;

import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Tracker;
import io.throughline.simulator.world.World;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tickets as an answer sees them, for the one user whose token is accepted.
 *
 * @param base address of this Jira without a slash at the end
 * @param clock the world's present moment, epoch milliseconds
 */
public record Site(World world, String base, LongSupplier clock) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX", Locale.ROOT);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneId.of("Z"));

  /** The world's present moment, epoch milliseconds. */
  public long now() {
    return clock.getAsLong();
  }

  Company company() {
    return world.company();
  }

  Tracker tracker() {
    return world.tracker();
  }

  /** Whose token it is. */
  Account user() {
    return users().getFirst();
  }

  /** The zone in which the user reads and asks. */
  ZoneId zone() {
    return user().office().zone();
  }

  /** A moment as it stands in tickets: in the user's zone. */
  String stamp(long millis) {
    // XX says Z for a zone without an offset, which no office is in.
    return STAMP.format(Instant.ofEpochMilli(millis).atZone(zone()));
  }

  /** A moment as it stands in sprints. */
  static String utc(long millis) {
    return UTC.format(Instant.ofEpochMilli(millis));
  }

  /** Everybody with an account here: people once each, the contractor, the automation. */
  List<Account> users() {
    List<Account> out = new ArrayList<>();
    company().people().forEach(person -> out.add(person.accounts().getFirst()));
    out.add(company().account("ext-juno-blake"));
    out.add(company().account("deploy-butler"));
    return out;
  }

  /** The user with this account id, or null. */
  @Nullable Account user(String accountId) {
    for (Account account : users()) {
      if (account.trackerId().equals(accountId)) {
        return account;
      }
    }
    return null;
  }

  /** The board with this number, or null. */
  @Nullable Board board(long id) {
    return tracker().boards().stream().filter(b -> b.id() == id).findFirst().orElse(null);
  }

  /** The board or service desk that shows the project with this id or key, or null. */
  @Nullable Board boardOf(String project) {
    return projects().stream()
        .filter(b -> b.key().equals(project) || Long.toString(b.projectId()).equals(project))
        .findFirst()
        .orElse(null);
  }

  /** What shows a project each: the boards, and at last the service desk. */
  List<Board> projects() {
    List<Board> out = new ArrayList<>(tracker().boards());
    out.add(company().desk());
    return out;
  }

  /** An address below this Jira. */
  String api(String rest) {
    return base + "/rest/api/3/" + rest;
  }
}
