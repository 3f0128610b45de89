package io.throughline.source.gitlab;

import io.throughline.model.fact.Account;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Users. GitLab gives them no version, so all snapshots share the epoch and the newest poll wins.
 * An e-mail counts as vouched for when it is the confirmed one that an administrator's token sees,
 * or the public one, which GitLab lets a user choose from confirmed ones only. Those in webhooks
 * prove nothing.
 */
final class AccountMapping {
  private AccountMapping() {}

  /**
   * A page of users or members, or one user; {@code bot} is what tells a full answer from a short
   * one.
   */
  static void page(Scope scope, JsonValue user, Harvest harvest) throws UnmappableException {
    boolean complete = user.has("bot") && user.has("username");
    Account account =
        new Account(
            scope.id(user, "id"),
            user.text("username"),
            user.text("name"),
            email(user),
            user.flag("bot"),
            user.text("state"));
    harvest.unversioned(account, complete);
  }

  /** A user as other payloads embed it; one without an id (old webhooks) says nothing. */
  static @Nullable Long embedded(Scope scope, @Nullable JsonValue user, Harvest harvest)
      throws UnmappableException {
    Long id = user == null ? null : scope.reference(user, "id");
    if (user != null && id != null) {
      named(id, user.text("username"), user.text("name"), user.text("state"), harvest);
    }
    return id;
  }

  /** A user told by single fields; known by number alone it says nothing. */
  static void named(
      long id,
      @Nullable String username,
      @Nullable String name,
      @Nullable String state,
      Harvest harvest) {
    if (username != null) {
      harvest.unversioned(new Account(id, username, name, null, null, state), false);
    }
  }

  private static @Nullable String email(JsonValue user) throws UnmappableException {
    String confirmed = user.at("confirmed_at").present() ? user.text("email") : null;
    String email = blank(confirmed) ? user.text("public_email") : confirmed;
    return email == null || blank(email) ? null : email.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank() || !text.contains("@");
  }
}
