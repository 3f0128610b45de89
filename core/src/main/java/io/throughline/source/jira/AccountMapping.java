package io.throughline.source.jira;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.FactId;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Users. Jira knows them by a text ({@code accountId} on Cloud, {@code key} elsewhere); the number
 * of a fact is made of its digest. Whoever has no such text, as deleted users have on some
 * installations, is nobody: else all of them would be one person.
 */
final class AccountMapping {
  private AccountMapping() {}

  /** A row of a list of users. */
  static void page(Scope scope, JsonValue user, Harvest harvest) throws UnmappableException {
    if (identity(user) == null) {
      throw user.at("accountId").unexpected("an account id, a key or a name");
    }
    add(scope, user, true, harvest);
  }

  /** A user as other payloads embed it; null for nobody. */
  static @Nullable Long embedded(Scope scope, @Nullable JsonValue user, Harvest harvest)
      throws UnmappableException {
    return user == null ? null : add(scope, user, false, harvest);
  }

  private static @Nullable Long add(Scope scope, JsonValue user, boolean complete, Harvest harvest)
      throws UnmappableException {
    String identity = identity(user);
    if (identity == null) {
      return null;
    }
    long id = id(scope, identity);
    String account = user.text("accountId");
    String type = user.text("accountType");
    Boolean active = user.flag("active");
    harvest.unversioned(
        new Account(
            id,
            blank(account) ? user.text("name") : account,
            user.text("displayName"),
            email(user.text("emailAddress")),
            type == null ? null : type.equals("app"),
            active == null ? null : active ? "active" : "inactive"),
        complete);
    return id;
  }

  /** The number of the account that a text names. */
  static long id(Scope scope, String identity) {
    return FactId.of(scope.config().source(), Sha256.number(identity));
  }

  private static @Nullable String identity(JsonValue user) throws UnmappableException {
    for (String name : new String[] {"accountId", "key", "name"}) {
      String text = user.text(name);
      if (!blank(text) && !"unknown".equals(text)) {
        return text;
      }
    }
    return null;
  }

  private static @Nullable String email(@Nullable String text) {
    return text == null || !text.contains("@") ? null : text.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
