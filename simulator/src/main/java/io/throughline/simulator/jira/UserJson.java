package io.throughline.simulator.jira;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.world.Account;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Users as Jira Cloud writes them: without names, and not all with an address. */
final class UserJson {
  private UserJson() {}

  static void field(JsonGenerator out, Site site, String field, @Nullable Account user)
      throws IOException {
    out.writeFieldName(field);
    if (user == null) {
      out.writeNull();
    } else {
      write(out, site, user);
    }
  }

  static void write(JsonGenerator out, Site site, Account user) throws IOException {
    String id = user.trackerId();
    out.writeStartObject();
    out.writeStringField("self", site.api("user?accountId=" + id));
    out.writeStringField("accountId", id);
    if (user.human() && !hidden(id)) {
      out.writeStringField("emailAddress", user.email());
    }
    out.writeObjectFieldStart("avatarUrls");
    out.writeStringField("48x48", site.base() + "/avatar/" + id + ".png");
    out.writeEndObject();
    boolean customer = user.kind() == Account.Kind.CUSTOMER;
    out.writeStringField(
        "displayName", user.human() || customer ? user.name() : "Automation for Jira");
    out.writeBooleanField("active", true);
    out.writeStringField("timeZone", user.office().zone().getId());
    out.writeStringField("accountType", customer ? "customer" : user.human() ? "atlassian" : "app");
    out.writeEndObject();
  }

  /** One in eight does not show the address. */
  private static boolean hidden(String id) {
    return Character.digit(id.charAt(0), 16) % 8 == 7;
  }
}
