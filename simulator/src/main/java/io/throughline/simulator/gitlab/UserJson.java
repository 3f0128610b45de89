package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.Account;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Users as GitLab writes them. */
final class UserJson {
  private UserJson() {}

  /** The short form that stands inside other answers. */
  static void brief(JsonGenerator out, View view, Account user) throws IOException {
    out.writeStartObject();
    fields(out, view, user);
    out.writeEndObject();
  }

  static void brief(JsonGenerator out, View view, String field, @Nullable Account user)
      throws IOException {
    out.writeFieldName(field);
    if (user == null) {
      out.writeNull();
    } else {
      brief(out, view, user);
    }
  }

  static void member(JsonGenerator out, View view, Account user) throws IOException {
    out.writeStartObject();
    fields(out, view, user);
    out.writeNumberField("access_level", user.human() ? 40 : 30);
    out.writeStringField("created_at", "2023-04-03T08:00:00.000Z");
    out.writeNullField("expires_at");
    out.writeStringField("membership_state", "active");
    out.writeEndObject();
  }

  /** The long form of {@code /users/:id}. */
  static void full(JsonGenerator out, View view, Account user) throws IOException {
    out.writeStartObject();
    fields(out, view, user);
    out.writeStringField("created_at", "2023-04-03T08:00:00.000Z");
    out.writeStringField("bio", "");
    out.writeStringField("location", "");
    out.writeStringField("organization", "");
    out.writeStringField("job_title", "");
    out.writeBooleanField("bot", user.bot());
    out.writeStringField("email", user.email());
    out.writeStringField("commit_email", user.commitEmail());
    out.writeStringField("confirmed_at", "2023-04-03T08:05:00.000Z");
    Json.flags(out, false, "is_admin", "external", "private_profile");
    out.writeEndObject();
  }

  private static void fields(JsonGenerator out, View view, Account user) throws IOException {
    out.writeNumberField("id", user.id());
    out.writeStringField("username", user.username());
    out.writeStringField("public_email", user.human() ? user.email() : "");
    out.writeStringField("name", user.name());
    out.writeStringField("state", "active");
    out.writeBooleanField("locked", false);
    out.writeNullField("avatar_url");
    out.writeStringField("web_url", view.url(user));
  }
}
