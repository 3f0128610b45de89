package io.throughline.model.org;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person with their accounts.
 *
 * @param email lower case; null when not given
 * @param accounts user names by id of the source
 * @param calendar name of a calendar; null: their primary team's, else the organisation's
 */
public record Person(
    String id,
    String name,
    @Nullable String email,
    Map<String, List<String>> accounts,
    @Nullable String calendar) {
  public Person {
    accounts = Map.copyOf(accounts);
  }
}
