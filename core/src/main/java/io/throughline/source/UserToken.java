package io.throughline.source;

import io.throughline.source.http.HttpDoor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A token of Atlassian's: one of Cloud goes with the e-mail of its account, any other alone. */
public final class UserToken {
  private UserToken() {}

  /**
   * How a request is signed with it.
   *
   * @param settings the source's; {@code user} is the e-mail, where there is one
   */
  public static HttpDoor.Authentication sign(String token, Map<String, String> settings) {
    String user = settings.getOrDefault("user", "");
    if (user.isEmpty()) {
      return new HttpDoor.Authentication(Map.of("Authorization", "Bearer " + token));
    }
    byte[] both = (user + ":" + token).getBytes(StandardCharsets.UTF_8);
    return new HttpDoor.Authentication(
        Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(both)));
  }
}
