package io.throughline.source.pagerduty;

import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who or what did something: a user, a service, one of its integrations; null in the source where
 * PagerDuty itself did it by the clock.
 *
 * @param person true for a user, false for a machine; null where it is not told
 * @param accountId of the user; null for a machine
 */
record Agent(@Nullable Boolean person, @Nullable Long accountId) {
  private static final Agent UNKNOWN = new Agent(null, null);

  /** The agent in a field. */
  static Agent of(Scope scope, JsonValue parent, String field) throws UnmappableException {
    JsonValue agent = parent.optionalObject(field);
    String type = agent == null ? null : agent.text("type");
    if (agent == null || type == null || type.isBlank()) {
      return UNKNOWN;
    }
    String word = type.toLowerCase(Locale.ROOT);
    if (word.equals("user") || word.equals("user_reference")) {
      return new Agent(true, Ids.referenceOf(scope, parent, field));
    }
    return new Agent(false, null);
  }

  /** How an incident came up that this agent triggered; null where that is not told. */
  @Nullable String origin() {
    return person == null ? null : person ? "person" : "monitoring";
  }
}
