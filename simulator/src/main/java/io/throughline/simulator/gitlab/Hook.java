package io.throughline.simulator.gitlab;

import io.throughline.simulator.http.Refused;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registered webhook.
 *
 * @param projectId the project it belongs to; null for a group's hook
 * @param groupPath the group it belongs to, subgroups included; null for a project's hook
 * @param token secret sent in clear; null when none was given
 * @param signingToken {@code whsec_} and the base64 of the signing key; null when none was given
 */
public record Hook(
    long id,
    @Nullable Long projectId,
    @Nullable String groupPath,
    String url,
    @Nullable String token,
    @Nullable String signingToken) {

  /** True when events of the project go here. */
  public boolean hears(long project, String path) {
    return groupPath != null
        ? path.startsWith(groupPath + "/")
        : Long.valueOf(project).equals(projectId);
  }

  static Hook of(
      long id, @Nullable Long project, @Nullable String group, Map<String, String> form) {
    String url = form.get("url");
    if (url == null || !(url.startsWith("http://") || url.startsWith("https://"))) {
      throw new Refused(422, "Invalid url given");
    }
    return new Hook(id, project, group, url, form.get("token"), form.get("signing_token"));
  }

  @Override
  public String toString() {
    return "Hook[" + id + ", " + url + "]";
  }
}
