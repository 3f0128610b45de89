package io.throughline.source.pagerduty;

import io.throughline.model.fact.Account;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Users. Their e-mail is the one that they sign in with, so PagerDuty vouches for it. They carry no
 * version.
 */
final class UserMapping {
  private UserMapping() {}

  /** A page of the list. */
  static void page(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    for (JsonValue row : body.at("users").objects()) {
      harvest.unversioned(
          new Account(Ids.fact(scope, Ids.of(row)), null, row.text("name"), email(row), null, null),
          true);
    }
  }

  private static @Nullable String email(JsonValue user) throws UnmappableException {
    String email = user.text("email");
    return email == null || !email.contains("@") ? null : email.strip().toLowerCase(Locale.ROOT);
  }
}
