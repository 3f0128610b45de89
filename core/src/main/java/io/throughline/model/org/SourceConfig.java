package io.throughline.model.org;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configured source. Secrets are already resolved from the environment or from files; they are
 * never printed.
 *
 * @param url base address without a slash at the end
 * @param token for reading; null when only webhooks are used
 * @param hookId the unguessable last part of its webhook address; null: made by the server and kept
 * @param hookSecrets current webhook secret and, during rotation, the former; empty when no webhook
 *     is used
 * @param since how many months a backfill reaches back
 * @param settings what only this system knows ({@code groups}, {@code projects}), comma-joined
 */
public record SourceConfig(
    String id,
    String system,
    String url,
    @Nullable String token,
    @Nullable String hookId,
    List<String> hookSecrets,
    int sinceMonths,
    int pollSeconds,
    boolean allowHttp,
    Map<String, String> settings) {
  public SourceConfig {
    hookSecrets = List.copyOf(hookSecrets);
    settings = Map.copyOf(settings);
  }

  @Override
  public String toString() {
    return "SourceConfig[" + id + ", " + system + ", " + url + "]";
  }
}
